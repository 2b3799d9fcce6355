/* Conditions in three values: parsed once into nodes, evaluated over answers and findings. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

enum {
    MOST_DEPTH = 24,
    MOST_NODES = 256,
    MOST_GATES = 4 /* questions asked because of questions asked because of ... */
};

/* ---- parsing ------------------------------------------------------------------------------------------- */

typedef struct reader {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
    const char *at;
    const char *why;
    int depth, nodes;
} reader;

static const lumbar_node *read_or(reader *r);

static const lumbar_node *refuse(reader *r, const char *why)
{
    if (!r->why) r->why = why ? why : lumbar_code_text(LUMBAR_MEMORY);
    return NULL;
}

static void skip_blanks(reader *r)
{
    while (*r->at == ' ' || *r->at == '\n') r->at++;
}

/* The length of the word (id or number) at the reader. */
static size_t word_length(reader *r)
{
    skip_blanks(r);
    size_t n = 0;
    for (;; n++) {
        char c = r->at[n];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
              c == '_'))
            return n;
    }
}

static bool take_word(reader *r, const char *word)
{
    size_t n = word_length(r);
    if (n != strlen(word) || memcmp(r->at, word, n)) return false;
    r->at += n;
    return true;
}

static const lumbar_node *new_node(reader *r, lumbar_node node)
{
    if (++r->nodes > MOST_NODES) return refuse(r, "the condition is too long");
    lumbar_node *made = LUMBAR_NEW(r->arena, lumbar_node);
    if (!made) return refuse(r, NULL);
    *made = node;
    return made;
}

/* `= option, option` after a question that has options. */
static const lumbar_node *read_options(reader *r, lumbar_node node)
{
    const lumbar_question *question = &r->knowledge->questions[node.subject].shown;
    do {
        size_t n = word_length(r);
        uint64_t bits = lumbar_exercise_bits(r->knowledge, question, r->at, n);
        if (!bits)
            return refuse(r,
                          lumbar_format(r->arena, "'%.*s' is no option of question '%s'", (int)n, r->at, question->id));
        node.options |= bits;
        r->at += n;
        skip_blanks(r);
    } while (*r->at == ',' && r->at++);
    return new_node(r, node);
}

static const lumbar_node *read_compare(reader *r, lumbar_node node)
{
    bool above = *r->at++ == '>', equal = *r->at == '=';
    if (equal) r->at++;
    node.kind = LUMBAR_NODE_COMPARE;
    node.compare = above ? (equal ? LUMBAR_AT_LEAST : LUMBAR_ABOVE) : (equal ? LUMBAR_AT_MOST : LUMBAR_BELOW);
    size_t n = word_length(r);
    if (!lumbar_number_parse(r->at, n, &node.number)) return refuse(r, "a number is missing after the comparison");
    r->at += n;
    return new_node(r, node);
}

static const lumbar_node *read_atom(reader *r)
{
    size_t n = word_length(r);
    if (!n) return refuse(r, "a question or finding is missing");
    const char *id = r->at;
    lumbar_node node = {.kind = LUMBAR_NODE_OPTION};
    node.subject = lumbar_question_index(r->knowledge, id, n);
    if (node.subject == LUMBAR_NO_INDEX) {
        node.kind = LUMBAR_NODE_FINDING;
        node.subject = lumbar_finding_index(r->knowledge, id, n);
        if (node.subject == LUMBAR_NO_INDEX)
            return refuse(r, lumbar_format(r->arena, "'%.*s' is no question and no finding", (int)n, id));
        r->at += n;
        return new_node(r, node);
    }
    const lumbar_question *question = &r->knowledge->questions[node.subject].shown;
    r->at += n;
    if (take_word(r, "unsure")) {
        node.kind = LUMBAR_NODE_UNSURE;
        return new_node(r, node);
    }
    skip_blanks(r);
    if (question->kind == LUMBAR_NUMBER) {
        if (*r->at != '<' && *r->at != '>')
            return refuse(r, lumbar_format(r->arena, "number '%s' needs >=, <=, > or <", question->id));
        return read_compare(r, node);
    }
    if (*r->at == '=') {
        r->at++;
        return read_options(r, node);
    }
    if (question->kind != LUMBAR_YES_NO_UNSURE)
        return refuse(r, lumbar_format(r->arena, "question '%s' needs '= option'", question->id));
    node.options = LUMBAR_BIT_YES;
    return new_node(r, node);
}

static const lumbar_node *read_unary(reader *r)
{
    if (r->depth >= MOST_DEPTH) return refuse(r, "the condition is nested too deep");
    r->depth++;
    const lumbar_node *node = NULL;
    if (take_word(r, "not")) {
        const lumbar_node *inner = read_unary(r);
        if (inner) node = new_node(r, (lumbar_node){.kind = LUMBAR_NODE_NOT, .left = inner});
    } else if (*r->at == '(') {
        r->at++;
        node = read_or(r);
        skip_blanks(r);
        if (node && *r->at != ')') node = refuse(r, "')' is missing");
        else r->at += node != NULL;
    } else {
        node = read_atom(r);
    }
    r->depth--;
    return node;
}

static const lumbar_node *read_and(reader *r)
{
    const lumbar_node *left = read_unary(r);
    while (left && take_word(r, "and")) {
        const lumbar_node *right = read_unary(r);
        left = right ? new_node(r, (lumbar_node){.kind = LUMBAR_NODE_AND, .left = left, .right = right}) : NULL;
    }
    return left;
}

static const lumbar_node *read_or(reader *r)
{
    const lumbar_node *left = read_and(r);
    while (left && take_word(r, "or")) {
        const lumbar_node *right = read_and(r);
        left = right ? new_node(r, (lumbar_node){.kind = LUMBAR_NODE_OR, .left = left, .right = right}) : NULL;
    }
    return left;
}

const lumbar_node *lumbar_condition_parse(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *text,
                                          const char **why)
{
    reader r = {.arena = arena, .knowledge = knowledge, .at = text};
    const lumbar_node *node = read_or(&r);
    skip_blanks(&r);
    if (node && *r.at)
        node = refuse(
            &r, lumbar_format(arena, "cannot read the condition from '%.40s'; conditions are joined by and, or", r.at));
    if (!node) *why = r.why;
    return node;
}

/* ---- evaluation ---------------------------------------------------------------------------------------- */

static lumbar_state truth(bool value) { return value ? LUMBAR_PRESENT : LUMBAR_ABSENT; }

static lumbar_state value_of(const lumbar_node *node, const lumbar_scope *scope, bool wanted, int gates);

static bool reachable(const lumbar_scope *scope, size_t index, int gates)
{
    const lumbar_question_row *q = &scope->knowledge->questions[index];
    if (!q->shown.asked && !q->shown.screen) return false;
    if (!q->ask_if || gates == MOST_GATES) return true;
    lumbar_scope hope = *scope;
    hope.wish = LUMBAR_WISH_OPEN;
    return value_of(q->ask_if, &hope, true, gates + 1) == LUMBAR_PRESENT;
}

/* An answer that is not known: unknown, or what makes the whole true where the scope wishes so. */
static lumbar_state undecided(const lumbar_scope *scope, size_t index, bool wanted, int gates)
{
    bool unsure = scope->values[index].known == LUMBAR_NOT_SURE;
    unsigned bits = unsure ? LUMBAR_WISH_UNSURE : LUMBAR_WISH_UNANSWERED;
    if (scope->knowledge->questions[index].shown.screen)
        bits |= unsure ? LUMBAR_WISH_SAFETY_UNSURE : LUMBAR_WISH_SAFETY_UNANSWERED;
    if (!(scope->wish & bits)) return LUMBAR_UNKNOWN;
    bool never = !unsure && ((scope->closed && scope->closed[index]) || !reachable(scope, index, gates));
    return never ? LUMBAR_UNKNOWN : truth(wanted);
}

static lumbar_state compare(const lumbar_node *node, double number)
{
    switch (node->compare) {
    case LUMBAR_AT_LEAST: return truth(number >= node->number);
    case LUMBAR_AT_MOST: return truth(number <= node->number);
    case LUMBAR_ABOVE: return truth(number > node->number);
    case LUMBAR_BELOW: return truth(number < node->number);
    }
    return LUMBAR_UNKNOWN;
}

/* A finding as the scope's states have it, or else as its rule says. */
static lumbar_state finding_value(size_t index, const lumbar_scope *scope, bool wanted, int gates)
{
    const lumbar_node *rule = scope->knowledge->findings[index].rule;
    if (!scope->states) return rule ? value_of(rule, scope, wanted, gates) : LUMBAR_UNKNOWN;
    lumbar_state state = scope->states[index];
    return state == LUMBAR_UNKNOWN && scope->wish == LUMBAR_WISH_OPEN ? truth(wanted) : state;
}

static lumbar_state value_of(const lumbar_node *node, const lumbar_scope *scope, bool wanted, int gates)
{
    switch (node->kind) {
    case LUMBAR_NODE_NOT: {
        lumbar_state inner = value_of(node->left, scope, !wanted, gates);
        return inner == LUMBAR_UNKNOWN ? inner : truth(inner == LUMBAR_ABSENT);
    }
    case LUMBAR_NODE_AND:
    case LUMBAR_NODE_OR: {
        lumbar_state deciding = node->kind == LUMBAR_NODE_AND ? LUMBAR_ABSENT : LUMBAR_PRESENT;
        lumbar_state left = value_of(node->left, scope, wanted, gates);
        if (left == deciding) return left;
        lumbar_state right = value_of(node->right, scope, wanted, gates);
        if (right == deciding) return right;
        return left == LUMBAR_UNKNOWN ? left : right;
    }
    case LUMBAR_NODE_FINDING: return finding_value(node->subject, scope, wanted, gates);
    default: break;
    }
    const lumbar_value *value = &scope->values[node->subject];
    if (node->kind == LUMBAR_NODE_UNSURE)
        return value->known == LUMBAR_OPEN ? undecided(scope, node->subject, wanted, gates)
                                           : truth(value->known == LUMBAR_NOT_SURE);
    if (value->known != LUMBAR_KNOWN) return undecided(scope, node->subject, wanted, gates);
    if (node->kind == LUMBAR_NODE_OPTION) return truth((value->options & node->options) != 0);
    return isnan(value->number) ? LUMBAR_UNKNOWN : compare(node, value->number);
}

lumbar_state lumbar_condition_value(const lumbar_node *node, const lumbar_scope *scope)
{
    return value_of(node, scope, true, 0);
}

bool lumbar_question_reachable(const lumbar_scope *scope, size_t question) { return reachable(scope, question, 0); }

void lumbar_condition_walk(const lumbar_node *node, const lumbar_knowledge *knowledge, bool deep, lumbar_visit *visit,
                           void *user)
{
    for (; node; node = node->left) {
        if (node->right) lumbar_condition_walk(node->right, knowledge, deep, visit, user);
        if (node->kind <= LUMBAR_NODE_NOT) continue;
        visit(user, node);
        if (deep && node->kind == LUMBAR_NODE_FINDING && knowledge->findings[node->subject].rule)
            lumbar_condition_walk(knowledge->findings[node->subject].rule, knowledge, false, visit, user);
    }
}

/* The atoms without which `node` would not be `wanted`: all of them in a conjunction, the true ones in an
 * alternative. */
static void because(const lumbar_node *node, const lumbar_scope *scope, bool wanted, lumbar_visit *visit, void *user)
{
    if (value_of(node, scope, wanted, 0) != truth(wanted)) return;
    if (node->kind == LUMBAR_NODE_NOT) {
        because(node->left, scope, !wanted, visit, user);
    } else if (node->kind == LUMBAR_NODE_AND || node->kind == LUMBAR_NODE_OR) {
        because(node->left, scope, wanted, visit, user);
        because(node->right, scope, wanted, visit, user);
    } else if (node->kind == LUMBAR_NODE_FINDING && scope->knowledge->findings[node->subject].rule) {
        because(scope->knowledge->findings[node->subject].rule, scope, wanted, visit, user);
    } else {
        visit(user, node);
    }
}

void lumbar_condition_because(const lumbar_node *node, const lumbar_scope *scope, lumbar_visit *visit, void *user)
{
    because(node, scope, true, visit, user);
}

/* The undecided atoms by which `node` could become `wanted`: none where it is decided or beyond hope. */
static void open_atoms(const lumbar_node *node, const lumbar_scope *scope, bool wanted, lumbar_visit *visit, void *user)
{
    lumbar_scope plain = *scope;
    plain.wish = LUMBAR_WISH_NOTHING;
    if (value_of(node, &plain, wanted, 0) != LUMBAR_UNKNOWN) return;
    if (value_of(node, scope, wanted, 0) != truth(wanted)) return;
    if (node->kind == LUMBAR_NODE_NOT) {
        open_atoms(node->left, scope, !wanted, visit, user);
    } else if (node->kind == LUMBAR_NODE_AND || node->kind == LUMBAR_NODE_OR) {
        open_atoms(node->left, scope, wanted, visit, user);
        open_atoms(node->right, scope, wanted, visit, user);
    } else if (node->kind == LUMBAR_NODE_FINDING) {
        const lumbar_node *rule = scope->knowledge->findings[node->subject].rule;
        if (rule) open_atoms(rule, scope, wanted, visit, user);
    } else {
        visit(user, node);
    }
}

void lumbar_condition_open(const lumbar_node *node, const lumbar_scope *scope, lumbar_visit *visit, void *user)
{
    open_atoms(node, scope, true, visit, user);
}
