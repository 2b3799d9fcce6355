/* Plans a network for the portable engine. Reshape and concatenation are no work, padding before a convolution and an
 * addition after one are done by it. */
#include <math.h>
#include <string.h>
#include "base/base.h"
#include "pose/engine_weights.h"

/* What is known of a tensor. */
typedef struct note {
    int parent;          /* the tensor in whose memory it stands, itself for most, */
    size_t at;           /* from this number on */
    int readers, reader; /* how many operators read it, the last of them */
    int maker;           /* operator; -1: none */
    bool kept;           /* one of the network's results */
    bool multiplied;     /* or added or mixed: its numbers are rounded */
    bool folded;         /* padding that its readers do themselves */
    bool placed;
    size_t count;       /* numbers */
    size_t place, room; /* of what stands in no other */
    size_t dies;        /* after this step */
} note;

typedef struct planner {
    lumbar_arena *arena, *passing;
    const lumbar_tflite *graph;
    lumbar_graph_plan *plan;
    note *notes; /* [tensor_count] */
    bool *done;  /* [op_count] folded into another one */
} planner;

size_t lumbar_graph_step_row(const lumbar_graph_step *s)
{
    return ((size_t)(s->to.width - 1) * (size_t)s->op.stride_x + (size_t)s->op.filter_x) * (size_t)s->from.channels;
}

/* ---- what the graph says of its tensors ---------------------------------------------------------------- */

static bool is_window(const lumbar_tflite_op *op)
{
    return op->code == LUMBAR_TFLITE_CONV || op->code == LUMBAR_TFLITE_DEPTHWISE;
}

/* Padding of width and height only. */
static bool pads_a_map(const lumbar_tflite *g, const lumbar_tflite_op *op)
{
    const int32_t *pads = g->tensors[op->inputs[1]].integers;
    return op->code == LUMBAR_TFLITE_PAD && g->tensors[op->output].dims == 4 && !pads[0] && !pads[1] && !pads[6] &&
           !pads[7];
}

static void note_readers(planner *p)
{
    const lumbar_tflite *g = p->graph;
    for (int i = 0; i < g->tensor_count; i++)
        p->notes[i] = (note){.parent = i, .maker = -1, .count = g->tensors[i].count};
    for (int i = 0; i < g->output_count; i++) p->notes[g->outputs[i]].kept = true;
    for (int k = 0; k < g->op_count; k++) {
        const lumbar_tflite_op *op = &g->ops[k];
        p->notes[op->output].maker = k;
        p->notes[op->output].folded = pads_a_map(g, op) && !p->notes[op->output].kept;
        for (int i = 0; i < op->input_count; i++) {
            note *in = &p->notes[op->inputs[i]];
            in->readers++;
            in->reader = k;
            in->folded = in->folded && is_window(op) && !op->same_padding;
        }
    }
    for (int k = g->op_count - 1; k >= 0; k--) { /* what is only moved is rounded if what it becomes is */
        const lumbar_tflite_op *op = &g->ops[k];
        bool moved = op->code == LUMBAR_TFLITE_RESHAPE || op->code == LUMBAR_TFLITE_CONCAT;
        bool worked = op->code != LUMBAR_TFLITE_LOGISTIC && (!moved || p->notes[op->output].multiplied);
        for (int i = 0; i < op->input_count; i++)
            p->notes[op->inputs[i]].multiplied = p->notes[op->inputs[i]].multiplied || worked;
    }
}

static int root_of(const planner *p, int tensor)
{
    while (p->notes[tensor].parent != tensor) tensor = p->notes[tensor].parent;
    return tensor;
}

/* ---- operators become steps ---------------------------------------------------------------------------- */

static lumbar_map map_of(const lumbar_tflite_tensor *t)
{
    return t->dims == 4 ? (lumbar_map){t->shape[1], t->shape[2], t->shape[3]} : (lumbar_map){0, 0, 0};
}

static lumbar_graph_step *add_step(planner *p, lumbar_graph_step_kind kind, const lumbar_tflite_op *op, int in, int out)
{
    const lumbar_tflite_tensor *t = p->graph->tensors;
    lumbar_graph_step *s = &p->plan->steps[p->plan->step_count++];
    *s = (lumbar_graph_step){
        .kind = kind, .op = *op, .count = t[out].count, .from = map_of(&t[in]), .to = map_of(&t[out])};
    s->in = (size_t)in; /* tensors, until places are known */
    s->out = (size_t)out;
    s->finish.low = op->relu6 ? 0.0f : -INFINITY;
    s->finish.high = op->relu6 ? 6.0f : INFINITY;
    if (p->notes[out].multiplied) s->finish.rounding = LUMBAR_ROUNDED;
    return s;
}

/* What TensorFlow's SAME pads before the first pixel. */
static int pad_before(int in, int out, int window, int stride, int dilation)
{
    int64_t total = (int64_t)(out - 1) * stride + (int64_t)(window - 1) * dilation + 1 - in;
    return total > 0 ? (int)(total / 2) : 0;
}

static void set_padding(const planner *p, lumbar_graph_step *s)
{
    const lumbar_tflite_op *op = &s->op;
    int read = op->inputs[0];
    if (p->notes[read].folded) {
        const int32_t *pads = p->graph->tensors[p->graph->ops[p->notes[read].maker].inputs[1]].integers;
        s->top = pads[2];
        s->left = pads[4];
    } else if (op->same_padding) {
        s->top = pad_before(s->from.height, s->to.height, op->filter_y, op->stride_y, op->dilation_y);
        s->left = pad_before(s->from.width, s->to.width, op->filter_x, op->stride_x, op->dilation_x);
    }
}

static lumbar_graph_step_kind kind_of(const lumbar_graph_step *s)
{
    const lumbar_tflite_op *op = &s->op;
    bool dense = op->dilation_x == 1 && op->dilation_y == 1, square = op->filter_x == op->filter_y;
    bool even = op->stride_x == op->stride_y;
    if (op->code == LUMBAR_TFLITE_DEPTHWISE) {
        bool known = square && even && (op->filter_x == 3 || op->filter_x == 5) && op->stride_x <= 2;
        return known && dense && op->multiplier == 1 && s->from.channels % 4 == 0 ? LUMBAR_STEP_DEPTHWISE
                                                                                  : LUMBAR_STEP_DEPTHWISE_ANY;
    }
    bool pointwise = op->filter_x == 1 && op->filter_y == 1 && op->stride_x == 1 && op->stride_y == 1 &&
                     s->from.width == s->to.width && s->from.height == s->to.height;
    bool whole = dense && op->filter_x == s->from.width && op->filter_y == s->from.height && s->to.width == 1 &&
                 s->to.height == 1;
    if ((pointwise || whole) && !s->top && !s->left) return LUMBAR_STEP_PRODUCT;
    bool to_one = s->to.channels == 1 && dense && op->stride_x == 1 && op->stride_y == 1;
    to_one = to_one && op->filter_y <= LUMBAR_SLIDE_MOST && (int64_t)op->filter_x * s->from.channels < INT32_MAX;
    return to_one && op->filter_x * s->from.channels % 8 == 0 ? LUMBAR_STEP_TO_ONE : LUMBAR_STEP_GATHER;
}

/* A product whose one reader adds something known before it does that itself. */
static void fold_addition(planner *p, lumbar_graph_step *s, int operator)
{
    const lumbar_tflite *g = p->graph;
    int result = g->ops[operator].output;
    if (p->notes[result].readers != 1 || p->notes[result].kept) return;
    int reader = p->notes[result].reader;
    const lumbar_tflite_op *next = &g->ops[reader];
    if (next->code != LUMBAR_TFLITE_ADD || next->inputs[0] == next->inputs[1]) return;
    int other = next->inputs[0] == result ? next->inputs[1] : next->inputs[0];
    if (g->tensors[other].values || p->notes[other].maker > operator) return;
    s->adds = true;
    s->other = (size_t)other;
    s->out = (size_t)next->output;
    s->finish.low_sum = next->relu6 ? 0.0f : -INFINITY;
    s->finish.high_sum = next->relu6 ? 6.0f : INFINITY;
    s->finish.rounding = p->notes[next->output].multiplied ? LUMBAR_ROUNDED : (lumbar_rounding){0};
    p->done[reader] = true;
}

static bool plan_window(planner *p, int operator)
{
    const lumbar_tflite *g = p->graph;
    const lumbar_tflite_op *op = &g->ops[operator];
    int in = op->inputs[0];
    if (p->notes[in].folded) in = g->ops[p->notes[in].maker].inputs[0];
    lumbar_graph_step *s = add_step(p, LUMBAR_STEP_GATHER, op, in, op->output);
    set_padding(p, s);
    s->kind = kind_of(s);
    if (s->kind == LUMBAR_STEP_PRODUCT || s->kind == LUMBAR_STEP_GATHER) fold_addition(p, s, operator);
    if (s->kind == LUMBAR_STEP_PRODUCT && lumbar_weights_sparse(s, &g->tensors[op->inputs[1]]))
        s->kind = LUMBAR_STEP_SPARSE;
    return lumbar_weights_take(p->arena, s, g, p->plan->kernels);
}

/* A map that is made larger only to be multiplied, pixel by pixel, is multiplied before: fewer pixels, and as the mix
 * of pixels has weights that sum to one, the same result. What limits the product limits the larger map. */
static bool plan_before_resize(planner *p, const lumbar_tflite_op *resize, bool *taken)
{
    const lumbar_tflite *g = p->graph;
    note *between = &p->notes[resize->output];
    const lumbar_tflite_op *conv = &g->ops[between->reader];
    const lumbar_map small = map_of(&g->tensors[resize->inputs[0]]), large = map_of(&g->tensors[resize->output]);
    bool pixels = conv->code == LUMBAR_TFLITE_CONV && conv->filter_x == 1 && conv->filter_y == 1 &&
                  conv->stride_x == 1 && conv->stride_y == 1;
    *taken =
        between->readers == 1 && !between->kept && pixels && small.height <= large.height && small.width <= large.width;
    if (!*taken) return true;
    lumbar_graph_step *s = add_step(p, LUMBAR_STEP_PRODUCT, conv, resize->inputs[0], resize->output);
    s->to = (lumbar_map){small.height, small.width, g->tensors[conv->output].shape[3]};
    s->finish = (lumbar_finish){.low = -INFINITY, .high = INFINITY};
    s->count = between->count = (size_t)s->to.height * (size_t)s->to.width * (size_t)s->to.channels;
    if (lumbar_weights_sparse(s, &g->tensors[conv->inputs[1]])) s->kind = LUMBAR_STEP_SPARSE;
    lumbar_graph_step *r = add_step(p, LUMBAR_STEP_RESIZE, conv, resize->output, conv->output);
    r->from = s->to;
    p->done[between->reader] = true;
    return lumbar_weights_take(p->arena, s, g, p->plan->kernels);
}

/* Parts of a concatenation are made where they belong, unless they stand somewhere else for another reason. */
static void plan_concat(planner *p, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *t = p->graph->tensors;
    size_t at = 0;
    for (int i = 0; i < op->input_count; i++) {
        int in = op->inputs[i], root = root_of(p, in);
        if (root != p->graph->input && root != op->output && t[root].count == t[in].count) {
            p->notes[root].parent = op->output;
            p->notes[root].at = at;
        } else {
            lumbar_graph_step *s = add_step(p, LUMBAR_STEP_COPY, op, in, op->output);
            s->count = t[in].count;
            s->offset = at;
        }
        at += t[in].count;
    }
}

static bool plan_addition(planner *p, const lumbar_tflite_op *op)
{
    lumbar_graph_step *s = add_step(p, LUMBAR_STEP_ADD, op, op->inputs[0], op->output);
    const lumbar_tflite_tensor *second = &p->graph->tensors[op->inputs[1]];
    s->adds = !second->values;
    s->other = (size_t)op->inputs[1];
    s->constant = second->values ? lumbar_engine_keep(p->arena, second->values, second->count) : NULL;
    return s->adds || s->constant;
}

/* The dimensions that are missing before the first have one element each. */
static bool plan_pad(planner *p, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *in = &p->graph->tensors[op->inputs[0]], *out = &p->graph->tensors[op->output];
    const int32_t *pads = p->graph->tensors[op->inputs[1]].integers;
    lumbar_graph_step *s = add_step(p, LUMBAR_STEP_PAD, op, op->inputs[0], op->output);
    for (int i = 0, at = i - (LUMBAR_TFLITE_DIMS - in->dims); i < LUMBAR_TFLITE_DIMS; i++, at++) {
        s->pad_from[i] = at < 0 ? 1 : in->shape[at];
        s->pad_to[i] = at < 0 ? 1 : out->shape[at];
        s->pad_before[i] = at < 0 ? 0 : pads[2 * at];
    }
    return true;
}

static bool plan_op(planner *p, int operator)
{
    static const struct {
        int code;
        lumbar_graph_step_kind kind;
    } simple[] = {{LUMBAR_TFLITE_RESIZE, LUMBAR_STEP_RESIZE},
                  {LUMBAR_TFLITE_MAX_POOL, LUMBAR_STEP_MAX_POOL},
                  {LUMBAR_TFLITE_DEPTH_TO_SPACE, LUMBAR_STEP_DEPTH_TO_SPACE},
                  {LUMBAR_TFLITE_LOGISTIC, LUMBAR_STEP_LOGISTIC}};
    const lumbar_tflite_op *op = &p->graph->ops[operator];
    if (p->done[operator] || p->notes[op->output].folded) return true;
    if (is_window(op)) return plan_window(p, operator);
    bool taken = false;
    if (op->code == LUMBAR_TFLITE_RESIZE && !plan_before_resize(p, op, &taken)) return false;
    if (taken) return true;
    if (op->code == LUMBAR_TFLITE_ADD) return plan_addition(p, op);
    if (op->code == LUMBAR_TFLITE_CONCAT) return plan_concat(p, op), true;
    if (op->code == LUMBAR_TFLITE_PAD) return plan_pad(p, op);
    if (op->code == LUMBAR_TFLITE_RESHAPE) return p->notes[op->output].parent = op->inputs[0], true;
    for (size_t i = 0; i < LUMBAR_COUNT(simple); i++)
        if (simple[i].code == op->code) set_padding(p, add_step(p, simple[i].kind, op, op->inputs[0], op->output));
    return true;
}

/* ---- memory -------------------------------------------------------------------------------------------- */

/* A piece of the memory. */
typedef struct piece {
    size_t place, count;
} piece;

typedef struct pieces {
    piece *free; /* [tensor_count] room for all that can be free */
    size_t count;
} pieces;

/* The smallest free piece that is large enough, or new memory. */
static void place(planner *p, pieces *all, int tensor)
{
    note *n = &p->notes[tensor];
    size_t count = (n->count + 15) / 16 * 16, best = all->count;
    if (n->placed) return;
    n->placed = true;
    for (size_t i = 0; i < all->count; i++)
        if (all->free[i].count >= count && (best == all->count || all->free[i].count < all->free[best].count)) best = i;
    n->place = best < all->count ? all->free[best].place : p->plan->memory;
    n->room = best < all->count ? all->free[best].count : count;
    if (best < all->count) all->free[best] = all->free[--all->count];
    else p->plan->memory += count;
}

static void place_in_step(planner *p, pieces *all, const lumbar_graph_step *s, size_t index)
{
    place(p, all, root_of(p, (int)s->out));
    const size_t used[] = {s->in, s->out, s->other};
    for (int i = 0; i < (s->adds ? 3 : 2); i++) {
        note *n = &p->notes[root_of(p, (int)used[i])];
        if (n->dies != index || !n->placed) continue;
        all->free[all->count++] = (piece){n->place, n->room};
        n->dies = SIZE_MAX; /* once */
    }
}

/* Where a tensor stands. */
static size_t place_of(const planner *p, size_t tensor)
{
    size_t at = 0;
    int t = (int)tensor;
    for (; p->notes[t].parent != t; t = p->notes[t].parent) at += p->notes[t].at;
    return p->notes[t].place + at;
}

/* Numbers that a step works with beside its maps. */
static size_t scratch_of(const lumbar_graph_step *s, const lumbar_kernels *kernels)
{
    size_t window = (size_t)s->op.filter_x * (size_t)s->op.filter_y * (size_t)s->from.channels;
    switch (s->kind) {
    case LUMBAR_STEP_SPARSE: return window * kernels->sparse_rows;
    case LUMBAR_STEP_GATHER: return window > LUMBAR_GATHERED ? window : LUMBAR_GATHERED;
    case LUMBAR_STEP_TO_ONE:
    case LUMBAR_STEP_DEPTHWISE: return ((size_t)s->op.filter_y + 1) * lumbar_graph_step_row(s);
    case LUMBAR_STEP_RESIZE: return 2 * (size_t)s->to.width * (size_t)s->to.channels;
    default: return 0;
    }
}

static bool plan_memory(planner *p)
{
    const lumbar_tflite *g = p->graph;
    lumbar_graph_plan *plan = p->plan;
    pieces all = {LUMBAR_NEW_ARRAY(p->passing, piece, (size_t)g->tensor_count), 0};
    if (!all.free) return false;
    for (size_t i = 0; i < plan->step_count; i++) {
        const lumbar_graph_step *s = &plan->steps[i];
        p->notes[root_of(p, (int)s->in)].dies = p->notes[root_of(p, (int)s->out)].dies = i;
        if (s->adds) p->notes[root_of(p, (int)s->other)].dies = i;
    }
    for (int i = 0; i < g->output_count; i++) p->notes[root_of(p, g->outputs[i])].dies = SIZE_MAX;
    p->notes[g->input].dies = SIZE_MAX;
    place(p, &all, g->input);
    size_t scratch = 0;
    for (size_t i = 0; i < plan->step_count; i++) {
        lumbar_graph_step *s = &plan->steps[i];
        place_in_step(p, &all, s, i);
        size_t own = scratch_of(s, plan->kernels);
        if (own > scratch) scratch = own;
    }
    for (size_t i = 0; i < plan->step_count; i++) {
        lumbar_graph_step *s = &plan->steps[i];
        s->in = place_of(p, s->in);
        s->out = place_of(p, s->out) + s->offset;
        if (s->adds) s->other = place_of(p, s->other);
    }
    plan->input = place_of(p, (size_t)g->input);
    plan->input_count = g->tensors[g->input].count;
    for (int i = 0; i < g->output_count; i++) plan->outputs[i] = place_of(p, (size_t)g->outputs[i]);
    plan->scratch = plan->memory;
    plan->memory += scratch;
    return true;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static bool plan_all(planner *p)
{
    const lumbar_tflite *g = p->graph;
    size_t steps = 0;
    for (int k = 0; k < g->op_count; k++) steps += (size_t)g->ops[k].input_count;
    p->plan = LUMBAR_NEW(p->arena, lumbar_graph_plan);
    p->notes = LUMBAR_NEW_ARRAY(p->passing, note, (size_t)g->tensor_count);
    p->done = LUMBAR_NEW_ARRAY(p->passing, bool, (size_t)g->op_count);
    if (!p->plan || !p->notes || !p->done) return false;
    p->plan->steps = LUMBAR_NEW_ARRAY(p->arena, lumbar_graph_step, steps);
    return p->plan->steps != NULL;
}

const lumbar_graph_plan *lumbar_graph_plan_new(lumbar_arena *arena, const lumbar_tflite *graph,
                                               const lumbar_kernels *kernels)
{
    planner p = {.arena = arena, .passing = lumbar_arena_new(), .graph = graph};
    bool good = p.passing && plan_all(&p);
    if (good) {
        p.plan->kernels = kernels;
        note_readers(&p);
        for (int k = 0; good && k < graph->op_count; k++) good = plan_op(&p, k);
        good = good && plan_memory(&p);
    }
    if (!p.passing) lumbar_arena_spend(arena);
    lumbar_scratch_free(arena, p.passing);
    return good ? p.plan : NULL;
}
