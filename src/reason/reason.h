/* The reasoner's inside: conditions, typed rows, evidence. Names no question and no cause. */
#ifndef LUMBAR_REASON_H
#define LUMBAR_REASON_H

#include "base/base.h"
#include "base/pattern.h"
#include "reason/again.h"
#include "reason/columns.h"
#include "reason/figures.h"
#include "reason/judged.h"
#include "reason/tables.h"
#include "reason/wording.h"

/* ---- conditions (condition.c) -------------------------------------------------------------------------- */

typedef enum lumbar_node_kind {
    LUMBAR_NODE_AND,
    LUMBAR_NODE_OR,
    LUMBAR_NODE_NOT,     /* left */
    LUMBAR_NODE_OPTION,  /* the question's answer is, or contains, one of `options` */
    LUMBAR_NODE_COMPARE, /* the question's number against `number` */
    LUMBAR_NODE_UNSURE,  /* the question was answered "not sure" */
    LUMBAR_NODE_FINDING  /* the finding is present */
} lumbar_node_kind;

typedef enum lumbar_compare { LUMBAR_AT_LEAST, LUMBAR_AT_MOST, LUMBAR_ABOVE, LUMBAR_BELOW } lumbar_compare;

typedef struct lumbar_node {
    lumbar_node_kind kind;
    lumbar_compare compare;
    size_t subject;   /* index of the question or finding */
    uint64_t options; /* bits of the question's options */
    double number;
    const struct lumbar_node *left, *right;
} lumbar_node;

/* Bits of an answer: one for each option in the table's order; yes and no; none. */
#define LUMBAR_MOST_OPTIONS 48
#define LUMBAR_BIT_YES ((uint64_t)1)
#define LUMBAR_BIT_NO ((uint64_t)2)
#define LUMBAR_BIT_NONE ((uint64_t)1 << 63)

typedef enum lumbar_known { LUMBAR_OPEN, LUMBAR_NOT_SURE, LUMBAR_KNOWN } lumbar_known;

typedef struct lumbar_value {
    lumbar_known known;
    uint64_t options;
    double number;    /* NaN unless a number was told */
    const char *text; /* as lumbar_answers_set takes it */
} lumbar_value;

/* Which answers count as whatever makes the whole true. Of the unanswered only those that could still be asked. */
typedef enum lumbar_wish {
    LUMBAR_WISH_NOTHING = 0,    /* plain three-valued logic */
    LUMBAR_WISH_UNSURE = 1,     /* "not sure" */
    LUMBAR_WISH_UNANSWERED = 2, /* unanswered */
    LUMBAR_WISH_OPEN = LUMBAR_WISH_UNSURE | LUMBAR_WISH_UNANSWERED,
    LUMBAR_WISH_SAFETY_UNSURE = 4, /* the same of the safety screens alone */
    LUMBAR_WISH_SAFETY_UNANSWERED = 8,
    LUMBAR_WISH_SAFETY_OPEN = LUMBAR_WISH_SAFETY_UNSURE | LUMBAR_WISH_SAFETY_UNANSWERED
} lumbar_wish;

/* What a condition is asked about. `states` may be NULL: then a finding is what its rule says of the values. */
typedef struct lumbar_scope {
    const lumbar_knowledge *knowledge;
    const lumbar_value *values; /* [question_count] */
    const lumbar_state *states; /* [finding_count] or NULL */
    unsigned wish;              /* lumbar_wish bits */
    const bool *closed;         /* [question_count] taken as never answered, whatever the wish; NULL: none */
} lumbar_scope;

/* Parses `text`; NULL and *why (a fixed sentence or one in the arena) where it is no condition. */
const lumbar_node *lumbar_condition_parse(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *text,
                                          const char **why);
/* True = PRESENT, false = ABSENT. */
lumbar_state lumbar_condition_value(const lumbar_node *node, const lumbar_scope *scope);
/* Calls `visit` for each question or finding node; findings with a rule are followed into it where `deep`. */
typedef void lumbar_visit(void *user, const lumbar_node *node);
void lumbar_condition_walk(const lumbar_node *node, const lumbar_knowledge *knowledge, bool deep, lumbar_visit *visit,
                           void *user);
/* Calls `visit` for the question nodes that make a true condition true. */
void lumbar_condition_because(const lumbar_node *node, const lumbar_scope *scope, lumbar_visit *visit, void *user);
/* Calls `visit` for the questions, unanswered or not sure, that the condition could still become true by; `scope` has
 * the wish. */
void lumbar_condition_open(const lumbar_node *node, const lumbar_scope *scope, lumbar_visit *visit, void *user);
/* Whether somebody who answers on could be asked this question: it is asked at all, and its ask_if could hold. */
bool lumbar_question_reachable(const lumbar_scope *scope, size_t question);

enum { LUMBAR_ORIGINS = 3 }; /* of lumbar_origin */

/* ---- typed rows (knowledge.c) -------------------------------------------------------------------------- */

typedef struct lumbar_question_row {
    lumbar_question shown;
    lumbar_again_kind again;
    const lumbar_node *reopens; /* where it holds the safety questions are open again; NULL: never */
    bool easier;                /* for each exercise that is answered the plan names an easier one */
    const lumbar_node *ask_if;  /* NULL: always */
    /* other answers that tell "yes" to this one, or NULL: whoever says no here would not give them */
    const lumbar_node *told_by;
    uint64_t usual;     /* bits of the answer that most people give, 0: no answer is commoner */
    double usual_share; /* 0..1 of people who give it */
    const lumbar_row *row;
} lumbar_question_row;

typedef struct lumbar_finding_row {
    const char *id, *name, *present, *absent, *group, *cue;
    bool from[LUMBAR_ORIGINS];   /* by lumbar_origin: whose word on it is heard */
    const lumbar_node *rule;     /* NULL: not from answers */
    const lumbar_judged *judged; /* NULL: we see it in no recording */
    uint64_t says;               /* claims of what to change */
    const lumbar_row *row;
} lumbar_finding_row;

typedef struct lumbar_group_row {
    const char *id, *name, *text, *wrong_if;
    bool moved_by[LUMBAR_ORIGINS]; /* by lumbar_origin; answers move every group */
    bool mixed;
    const lumbar_row *row;
} lumbar_group_row;

typedef struct lumbar_leaf_row {
    const char *id, *name, *wrong_if;
    size_t group; /* index */
    double prior_db;
    const lumbar_row *row, *prior_row;
} lumbar_leaf_row;

typedef struct lumbar_weight_row {
    const lumbar_node *when;
    const double *db;            /* [leaf_count] */
    const char *finding;         /* ids joined by "+" */
    size_t group;                /* index of the group of dependent findings; rows stand sorted by it */
    size_t atoms[2], atom_count; /* findings in the condition */
    bool recording;              /* a recording can make it true */
    const bool *told_of;         /* [leaf_count] leaves of which `why` is told */
    const char *why;
    const lumbar_row *row;
} lumbar_weight_row;

typedef struct lumbar_flag_row {
    const lumbar_node *when;
    lumbar_level level;
    bool has_unsure; /* false: "not sure" raises nothing, for the reason in `unsure_why` */
    lumbar_level unsure_level;
    /* what gives that level too, beside `when` with "not sure" meant as it takes it; or NULL */
    const lumbar_node *unsure_when;
    /* answers after which nothing more is asked for this row, or NULL: what it rests on was told apart already */
    const lumbar_node *closed_if;
    const lumbar_row *row;
} lumbar_flag_row;

typedef struct lumbar_advice_row {
    const lumbar_node *when, *not_if; /* NULL: always, never */
    const bool *leaves;               /* [leaf_count] it is for */
    bool any;
    lumbar_level level; /* from which it is said; self-care: only where nobody has to look today */
    double rank;
    uint64_t says;                              /* claims */
    int sets, reps, seconds, spare;             /* how much at most; 0: it does not say */
    const lumbar_figure *figure, *wrong_figure; /* NULL: none */
    const lumbar_row *row;
} lumbar_advice_row;

/* The lines of the plan, in the order in which they are told. */
typedef enum lumbar_plan_line {
    LUMBAR_TOMORROW,
    LUMBAR_NEXT_WORKOUT,
    LUMBAR_SEVEN_DAYS,
    LUMBAR_PLAN_LINES
} lumbar_plan_line;

typedef struct lumbar_plan_row {
    lumbar_plan_line line;
    const lumbar_row *const *levels; /* [level_count] rows of `levels` with which it is said */
    size_t level_count;
    const lumbar_node *when, *not_if; /* NULL: always, never */
    const bool *leaves;               /* [leaf_count] it is for; not asked where `any` */
    bool any;
    const char *text, *training; /* training: of the next workout, else NULL */
    uint64_t says;
    const lumbar_row *row;
} lumbar_plan_row;

typedef struct lumbar_contradiction_row {
    const lumbar_node *when;
    const lumbar_row *row;
} lumbar_contradiction_row;

typedef struct lumbar_elsewhere_row {
    const lumbar_node *when, *not_if;      /* not_if may be NULL */
    const char *cause, *change, *wrong_if; /* the lines of the first screen */
    const char *help;                      /* when to get help for that place, or NULL */
    const lumbar_row *level, *row;         /* level: of the table of levels, instead of self-care's */
} lumbar_elsewhere_row;

typedef struct lumbar_case_row {
    const char *const *answers; /* [2 * answer_count] question, value */
    size_t answer_count;
    const size_t *findings; /* [finding_count] index */
    const double *strengths;
    size_t finding_count;
    const char *const *accepted;
    size_t accepted_count;
    lumbar_level lowest, highest;
    const lumbar_row *row;
} lumbar_case_row;

/* One list of the limits that the reasoner reads: enum name, row. */
#define LUMBAR_LIMITS(X)                        \
    X(RECORDING_CAP, "recording-cap")           \
    X(PAIR_CAP, "strain-disc-cap")              \
    X(BAND_LIKELY, "band-likely")               \
    X(BAND_POSSIBLE, "band-possible")           \
    X(ALSO_SHARE, "contributing-share")         \
    X(ENOUGH_PROBABILITY, "enough-probability") \
    X(ENOUGH_ANSWERS, "enough-evidence")        \
    X(ENOUGH_RAISE, "enough-raise")             \
    X(INTERVIEW_MAX, "interview-questions")     \
    X(INTERVIEW_GAIN, "interview-gain")         \
    X(INTERVIEW_TOLD, "interview-told")         \
    X(HEIGHT, "assumed-height")                 \
    X(MASS, "assumed-mass")

typedef enum lumbar_limit_id {
#define X(name, row) LUMBAR_LIMIT_##name,
    LUMBAR_LIMITS(X)
#undef X
        LUMBAR_LIMIT_COUNT
} lumbar_limit_id;

enum { LUMBAR_LEVELS = 4, LUMBAR_SCREENS = 5 };

struct lumbar_knowledge {
    lumbar_table tables[LUMBAR_TABLE_COUNT];
    const lumbar_figure *figures;
    const lumbar_exercise *exercises;
    const lumbar_pattern *patterns; /* by exercise, in the table's order */
    const lumbar_question_row *questions;
    const lumbar_finding_row *findings;
    const bool *mentions; /* [finding_count x question_count] the finding's rule speaks of the question */
    const lumbar_group_row *groups;
    const lumbar_leaf_row *leaves;
    const lumbar_weight_row *weights;
    const lumbar_flag_row *flags;
    const lumbar_advice_row *advice;
    const lumbar_plan_row *plan;
    const lumbar_again_row *again;
    lumbar_claims claims;
    const lumbar_contradiction_row *contradictions;
    const lumbar_elsewhere_row *elsewhere;
    const lumbar_case_row *cases;
    const char *const *evidence_groups; /* [evidence_group_count] names of the groups of dependent findings */
    size_t figure_count, exercise_count, pattern_count, question_count, finding_count, group_count, leaf_count,
        weight_count, flag_count, advice_count, plan_count, again_count, contradiction_count, elsewhere_count,
        case_count, evidence_group_count;
    const lumbar_row *levels[LUMBAR_LEVELS]; /* by lumbar_level */
    const lumbar_row *unscreened;            /* instead of self-care's words while safety questions are open */
    double limits[LUMBAR_LIMIT_COUNT];
    const char *phrases[LUMBAR_PHRASE_COUNT];
    const char *phrase_forms[LUMBAR_PHRASE_COUNT][LUMBAR_PLURAL_OTHER]; /* by lumbar_plural; NULL: as any other */
    lumbar_language language;
    lumbar_reason_row reasons[LUMBAR_REASON_COUNT];
    const char *signs;       /* the emergency signs of the red flags, as the list that every text gives */
    const char *first_signs; /* those of the first view, in short */
};

#define LUMBAR_NO_INDEX ((size_t)-1)

/* Tables as text -> knowledge; a table given twice is the later one, one not given is empty. */
const lumbar_knowledge *lumbar_knowledge_parse(lumbar_arena *arena, const lumbar_table_text *texts, size_t count,
                                               lumbar_error *error);
/* The same in the language of an overlay; NULL: in that of the tables. */
const lumbar_knowledge *lumbar_knowledge_parse_in(lumbar_arena *arena, const lumbar_table_text *texts, size_t count,
                                                  const lumbar_overlay *overlay, lumbar_error *error);
size_t lumbar_question_index(const lumbar_knowledge *knowledge, const char *id, size_t length);
size_t lumbar_finding_index(const lumbar_knowledge *knowledge, const char *id, size_t length);
size_t lumbar_leaf_index(const lumbar_knowledge *knowledge, const char *id, size_t length);
size_t lumbar_group_index(const lumbar_knowledge *knowledge, const char *id, size_t length);
/* A field as one line of text: continued lines joined by a blank. NULL when not given or empty. */
const char *lumbar_row_text(lumbar_arena *arena, const lumbar_row *row, const char *field);
/* The bits of one option id of a question, 0 when unknown. */
uint64_t lumbar_option_bits(const lumbar_question *question, const char *id, size_t length);

/* The exercises as options of a question: those with a wording of their own, the others as names for them. False when
 * out of memory. */
bool lumbar_exercise_options(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_question *question);
/* The bits that a condition means by an option: of exercises also those that are like it. */
uint64_t lumbar_exercise_bits(const lumbar_knowledge *knowledge, const lumbar_question *question, const char *id,
                              size_t length);

/* The parts of lumbar_knowledge_parse. */
bool lumbar_read_figures(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
const lumbar_figure *lumbar_figure_find(const lumbar_knowledge *knowledge, const char *id); /* id NULL: NULL */
bool lumbar_read_exercises(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_patterns(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_findings(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_reasons(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_causes(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_weights(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_rules(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_elsewhere(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error);
bool lumbar_read_advice(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_plan(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_claims(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_limits(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_phrases(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_language(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
bool lumbar_read_cases(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);

/* ---- fields by their columns (fields.c) ---------------------------------------------------------------- */

extern const char *const lumbar_level_ids[LUMBAR_LEVELS];

/* Whether a row has what its columns must have, and every field what its column takes; of conditions only that they
 * are there. */
bool lumbar_row_check(lumbar_table_id table, const lumbar_row *row, lumbar_error *error);

typedef struct lumbar_row_reading {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge; /* as far as it is read: what conditions may speak of */
    lumbar_table_id table;
    lumbar_error *error;
} lumbar_row_reading;

/* A checked row into the typed one that its columns are declared for. What is not given stays as it was. */
bool lumbar_row_read(const lumbar_row_reading *reading, const lumbar_row *row, void *typed);
/* The same in two steps, where conditions speak of what is not read yet. */
bool lumbar_row_values(const lumbar_row_reading *reading, const lumbar_row *row, void *typed);
bool lumbar_row_conditions(const lumbar_row_reading *reading, const lumbar_row *row, void *typed);
/* `says` of a row -> claims; `for` -> leaves, or any. */
bool lumbar_read_says(const lumbar_row_reading *reading, const lumbar_row *row, uint64_t *says);
/* The same of another column that holds claims. */
bool lumbar_read_claims_of(const lumbar_row_reading *reading, const lumbar_row *row, const char *column,
                           uint64_t *claims);
bool lumbar_read_for(const lumbar_row_reading *reading, const lumbar_row *row, const bool **leaves, bool *any);
/* The same of another column that holds causes. */
bool lumbar_read_causes_of(const lumbar_row_reading *reading, const lumbar_row *row, const char *column,
                           const bool **leaves, bool *any);

/* `level` of a row -> rows of levels, at least one; whether a level's row is among them. */
bool lumbar_read_row_levels(const lumbar_row_reading *reading, const lumbar_row *row, const lumbar_row *const **levels,
                            size_t *count);
bool lumbar_row_among(const lumbar_row *level, const lumbar_row *const *levels, size_t count);

/* The figure that a column names; NULL where it names none. */
bool lumbar_read_figure_of(const lumbar_row_reading *reading, const lumbar_row *row, const char *column,
                           const lumbar_figure **figure);

/* What a finding of a recording has beside its columns (judged.c); NULL where the row has no judge. */
bool lumbar_read_judged(const lumbar_row_reading *reading, const lumbar_row *row, const lumbar_judged **judged);

/* A limit that another room reads: row of `limits`, and where its value goes. */
typedef struct lumbar_limit {
    const char *id;
    double *value;
} lumbar_limit;
bool lumbar_limits_read(const lumbar_knowledge *knowledge, const lumbar_limit *limits, size_t count,
                        lumbar_error *error);

/* A number that a row has. */
double lumbar_row_number(const lumbar_row *row, const char *field);
/* The first source of a row, NULL where none is given. */
const char *lumbar_first_source(lumbar_arena *arena, const lumbar_row *row);

bool lumbar_check_caps(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_error *error);

/* ---- answers and evidence ------------------------------------------------------------------------------ */

struct lumbar_answers {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
    lumbar_value *values; /* [question_count] */
    const char *note;     /* or NULL */
    lumbar_date day;      /* on which they were given; not known: nobody told */
};

/* lumbar_answers_set in two steps: one value by itself, and whether all that is told fits together. */
bool lumbar_answers_put(lumbar_answers *answers, size_t question, const char *text, lumbar_error *error);
bool lumbar_answers_fit(const lumbar_answers *answers, lumbar_error *error);

/* The value that `text` means for a question; false and *error naming the question and what is allowed. */
bool lumbar_value_parse(const lumbar_question *question, const char *text, lumbar_value *value, lumbar_error *error);

/* states[finding] from the rules over `values`. */
void lumbar_states_from_answers(const lumbar_knowledge *knowledge, const lumbar_value *values, lumbar_state *states);
/* factors[row] = 1 where a weight row's condition is true of `states`. */
void lumbar_factors_from_states(const lumbar_knowledge *knowledge, const lumbar_state *states, double *factors);
/* Adds to scores[leaf], for each group, the strongest positive and the strongest negative of factor * weight.
 * high and low are room for [leaf_count]. */
void lumbar_scores_add(const lumbar_knowledge *knowledge, const double *factors, double *scores, double *high,
                       double *low);
void lumbar_softmax(const double *scores_db, size_t count, double *probabilities);
/* Rows of one group stand together: where the group that begins at row `start` ends. */
size_t lumbar_group_end(const lumbar_knowledge *knowledge, size_t start);
/* Which row of that group counts for a leaf: the one with the largest effect of that sign; LUMBAR_NO_INDEX:
 * none. */
size_t lumbar_strongest_row(const lumbar_knowledge *knowledge, const double *factors, size_t start, size_t leaf,
                            int sign);

enum { LUMBAR_PERSON_QUESTIONS = 4 };
extern const char *const lumbar_person_questions[LUMBAR_PERSON_QUESTIONS];
/* What is answered to a question of numbers; NaN: nothing, not sure, or there is no such question. */
double lumbar_answers_number(const lumbar_answers *answers, const char *question);

/* A witness: what one origin says of the findings, and which causes it may move. */
typedef struct lumbar_witness {
    lumbar_origin origin;
    lumbar_state *states; /* [finding_count] */
    double *shares;       /* [finding_count] how far each counts: strength times confidence, of answers 1 */
    double *factors;      /* [weight_count] how far each row counts by this witness */
    bool *moves;          /* [leaf_count] */
} lumbar_witness;

/* The whole ranking. */
typedef struct lumbar_posterior {
    lumbar_witness witnesses[LUMBAR_ORIGINS]; /* in the order in which they are heard: answers, history, recordings */
    double *scores;                           /* [leaf_count] dB, by all witnesses */
    double *levels;                           /* [leaf_count] dB whose softmax the probabilities are */
    double *probabilities;                    /* [leaf_count] */
    double *groups;                           /* [group_count] probability */
    size_t evidence_groups;                   /* groups that tell something: a row raises a leaf by `enough-raise` */
} lumbar_posterior;

bool lumbar_posterior_of(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_why_settings *given,
                         lumbar_posterior *posterior);

/* The row that speaks where there is nothing to explain about the lower back (elsewhere.c); NULL: there is, or may
 * be. */
const lumbar_elsewhere_row *lumbar_elsewhere(const lumbar_knowledge *knowledge, const lumbar_scope *scope);
/* The first open question on which it depends that no other row speaks; LUMBAR_NO_INDEX: none. */
size_t lumbar_elsewhere_open(const lumbar_answers *answers, const lumbar_elsewhere_row *row);
/* Triage sees answers and nothing else. `flags`, where not NULL, is filled with what set the level. */
typedef struct lumbar_flags_up {
    const lumbar_flag_row **rows; /* [count] that set the level */
    size_t count;
    const lumbar_again_row *again; /* what looking again comes to; NULL: nobody does */
    lumbar_level before;           /* without it */
} lumbar_flags_up;
/* The row of `levels` whose words fit: the level's, or that of open safety questions or of no ache. */
const lumbar_row *lumbar_level_row(const lumbar_answers *answers, const lumbar_triage *triage);
bool lumbar_triage_of(lumbar_arena *arena, const lumbar_answers *answers, lumbar_triage *triage,
                      lumbar_flags_up *flags);
bool lumbar_triage_question_open(const lumbar_answers *answers, size_t question);
/* What one red flag says: its level, that of a "not sure" that decides it, or nothing (false); and by which
 * condition. */
bool lumbar_flag_level(const lumbar_flag_row *flag, lumbar_scope *scope, lumbar_level *level, const lumbar_node **node);
/* Answers every open safety question "no" or "none"; numbers and choices without a "no" stay unknown, which raises
 * nothing. */
void lumbar_values_clear(const lumbar_knowledge *knowledge, lumbar_value *values);
/* The highest level that these answers set. */
lumbar_level lumbar_triage_level(const lumbar_knowledge *knowledge, const lumbar_value *values);

/* ---- what is chosen to be said and asked ---------------------------------------------------------------- */

/* Advice that fits: rows by falling importance, at most `most`; `reached`, where not NULL, marks every row
 * that fits. */
typedef struct lumbar_advice_need {
    const lumbar_answers *answers;
    const lumbar_state *states; /* [finding_count] from answers and recordings */
    const double *leading;      /* [leaf_count] importance of the leaves in question, 0: not */
    lumbar_level level;
    bool elsewhere; /* there is no ache of the lower back */
    uint64_t said;  /* claims of what stands already: no row that contradicts them fits */
} lumbar_advice_need;
/* Whether the condition holds, or a "not sure" or an unanswered safety question could make it hold. */
bool lumbar_could_hold(const lumbar_node *node, const lumbar_scope *scope);
/* The importance of the most important leaf of those; 0 for "any", negative: for none. */
double lumbar_importance(const lumbar_knowledge *knowledge, const bool *leaves, bool any, const double *leading);

size_t lumbar_advice_choose(const lumbar_knowledge *knowledge, const lumbar_advice_need *need,
                            const lumbar_advice_row **chosen, size_t most, bool *reached);

/* What lumbar_interview_next gives, with the caller's room; false when out of memory. */
bool lumbar_interview_choose(lumbar_arena *arena, const lumbar_answers *answers, lumbar_next *next);
/* Expected information of one question's answer about the main cause, in bits; NaN when out of memory. */
double lumbar_interview_gain(lumbar_arena *arena, const lumbar_answers *answers, size_t question);

/* ---- the answer ---------------------------------------------------------------------------------------- */

/* What lumbar_why has worked out and its words are made from. */
typedef struct lumbar_working {
    const lumbar_elsewhere_row *elsewhere; /* NULL: there is an ache to explain */
    lumbar_posterior posterior;
    lumbar_flags_up flags;
    const lumbar_row *level; /* whose words the triage speaks */
    size_t *order;           /* [group_count] groups by falling probability */
    const lumbar_advice_row *advice[5];
    size_t advice_count;
    const lumbar_plan_row *plan[LUMBAR_PLAN_LINES];
    uint64_t said; /* claims of plan and advice */
} lumbar_working;

/* The rows of the plan, before the advice, which must not contradict them. */
void lumbar_plan_choose(const lumbar_knowledge *knowledge, const lumbar_advice_need *need, lumbar_working *working);
/* The plan in words, after the advice. */
bool lumbar_plan_fill(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_working *working,
                      lumbar_answer *answer);
/* The `short` of the first advice that has one; NULL when none has. */
const char *lumbar_change_words(lumbar_arena *arena, const lumbar_working *working);
/* "on 3 December"; where the day is not known, "in 7 days". NULL when out of memory. */
const char *lumbar_when_words(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_date day, int days);

/* Groups and leaves as they are shown, in the working order; NULL when out of memory. */
const lumbar_cause *lumbar_causes_shown(lumbar_arena *arena, const lumbar_knowledge *knowledge,
                                        const lumbar_working *working);
/* Headline and summary. */
bool lumbar_words_fill(lumbar_arena *arena, const lumbar_knowledge *knowledge, const lumbar_working *working,
                       lumbar_answer *answer);
size_t lumbar_count_words(const char *text);
enum { LUMBAR_SUMMARY_WORDS = 60 };

/* Rows that an answer used, for its sources and signatures; what it claims. */
typedef struct lumbar_trace {
    bool *weights; /* [weight_count] or NULL */
    bool *advice;  /* [advice_count] that fit, or NULL */
    uint64_t said; /* claims of the plan, the advice and what to change */
} lumbar_trace;
const lumbar_answer *lumbar_why_traced(lumbar_arena *arena, const lumbar_answers *answers,
                                       const lumbar_why_settings *settings, lumbar_trace *trace, lumbar_error *error);
const lumbar_case *lumbar_case_run_traced(lumbar_arena *arena, const lumbar_knowledge *knowledge, size_t index,
                                          lumbar_trace *trace, lumbar_error *error);
#endif
