/* Runs the portable engine's plan: what a step is beside its kernel, which rows of a map a window sees and what stands
 * around the map. */
#include <math.h>
#include <string.h>
#include "base/exact.h"
#include "pose/engine_plan.h"

/* One run: its memory, and the step in hand. */
typedef struct run {
    const lumbar_graph_plan *plan;
    const lumbar_kernels *kernels;
    float *memory;
    const lumbar_graph_step *step;
    const float *in;
    float *out, *scratch;
} run;

/* ---- convolutions -------------------------------------------------------------------------------------- */

/* The result's numbers from `row` on, as many rows as in `a`. */
static void multiply(const run *r, const float *a, size_t depth, size_t row, size_t rows)
{
    const lumbar_graph_step *s = r->step;
    size_t columns = (size_t)s->to.channels, at = row * columns;
    lumbar_product p = {rows, columns, depth, a, depth, s->weights, r->out + at, s->finish};
    if (s->adds) p.finish.add = r->memory + s->other + at;
    r->kernels->product(&p);
}

static void run_product(const run *r)
{
    size_t rows = (size_t)r->step->to.height * (size_t)r->step->to.width;
    multiply(r, r->in, (size_t)r->step->op.filter_x * (size_t)r->step->op.filter_y * (size_t)r->step->from.channels, 0,
             rows);
}

static void run_sparse(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t rows = (size_t)s->to.height * (size_t)s->to.width, columns = (size_t)s->to.channels;
    lumbar_sparse p = {rows,      columns,   (size_t)s->op.filter_x * (size_t)s->op.filter_y * (size_t)s->from.channels,
                       r->in,     s->bias,   s->weights,
                       s->starts, s->places, r->scratch,
                       r->out,    s->finish};
    if (s->adds) p.finish.add = r->memory + s->other;
    r->kernels->sparse(&p);
}

/* Copies `count` pixels of a row of the map from `first` on, which may lie outside of it: zeros there. */
static void gather_row(const run *r, const float *row, int64_t first, int count, float *to)
{
    int64_t width = r->step->from.width, from = first < 0 ? 0 : first,
            end = first + count < width ? first + count : width;
    size_t channels = (size_t)r->step->from.channels, before = (size_t)(from - first) * channels;
    if (from >= end || from > first || end < first + count) memset(to, 0, (size_t)count * channels * sizeof *to);
    if (from < end) memcpy(to + before, row + (size_t)from * channels, (size_t)(end - from) * channels * sizeof *to);
}

/* The window of result (x, y), zeros outside the map. */
static float *gather(const run *r, int y, int x, float *to)
{
    const lumbar_graph_step *s = r->step;
    const lumbar_tflite_op *op = &s->op;
    size_t channels = (size_t)s->from.channels, line = (size_t)op->filter_x * channels;
    bool dense = op->dilation_x == 1;
    for (int fy = 0; fy < op->filter_y; fy++, to += line) {
        int64_t iy = (int64_t)y * op->stride_y - s->top + (int64_t)fy * op->dilation_y;
        int64_t ix = (int64_t)x * op->stride_x - s->left;
        bool inside = iy >= 0 && iy < s->from.height;
        const float *row = r->in + (inside ? (size_t)iy : 0) * (size_t)s->from.width * channels;
        if (!inside) memset(to, 0, line * sizeof *to);
        else if (dense) gather_row(r, row, ix, op->filter_x, to);
        for (int fx = 0; inside && !dense && fx < op->filter_x; fx++)
            gather_row(r, row, ix + (int64_t)fx * op->dilation_x, 1, to + (size_t)fx * channels);
    }
    return to;
}

static void run_gather(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t window = (size_t)s->op.filter_x * (size_t)s->op.filter_y * (size_t)s->from.channels;
    size_t all = (size_t)s->to.height * (size_t)s->to.width, most = LUMBAR_GATHERED / window;
    if (!most) most = 1;
    for (size_t from = 0, count; from < all; from += count) {
        count = all - from < most ? all - from : most;
        float *to = r->scratch;
        for (size_t i = from; i < from + count; i++)
            to = gather(r, (int)(i / (size_t)s->to.width), (int)(i % (size_t)s->to.width), to);
        multiply(r, r->scratch, window, from, count);
    }
}

/* ---- windows that slide along rows --------------------------------------------------------------------- */

/* The rows of a map that a row of results sees, with what pads them left and right; a row of zeros for those above and
 * below. */
typedef struct slide {
    size_t row, from_row, left, fit; /* numbers: of a row, of the map's row, before it, of it that are seen */
    bool direct;                     /* the map's own rows will do */
    int next;                        /* row of the map to be copied next */
    const float *rows[LUMBAR_SLIDE_MOST];
} slide;

static slide slide_start(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t channels = (size_t)s->from.channels;
    slide l = {.row = lumbar_graph_step_row(s),
               .from_row = (size_t)s->from.width * channels,
               .left = (size_t)s->left * channels};
    l.fit = l.left >= l.row ? 0 : l.row - l.left < l.from_row ? l.row - l.left : l.from_row;
    l.direct = !l.left && l.row <= l.from_row;
    memset(r->scratch, 0, (l.direct ? 1 : (size_t)s->op.filter_y + 1) * l.row * sizeof *r->scratch);
    return l;
}

/* Copies row `y` of the map to where it stands among the rows in hand; the zeros beside it are there already. */
static void slide_copy(const run *r, slide *l, int y)
{
    float *to = r->scratch + (1 + (size_t)(y % r->step->op.filter_y)) * l->row + l->left;
    if (l->fit) memcpy(to, r->in + (size_t)y * l->from_row, l->fit * sizeof *to);
}

/* Sets the rows that result row `y` sees. */
static void slide_to(const run *r, slide *l, int y)
{
    const lumbar_graph_step *s = r->step;
    int size = s->op.filter_y, first = y * s->op.stride_y - s->top;
    if (!l->direct) {
        if (l->next < first) l->next = first;
        for (; l->next < first + size && l->next < s->from.height; l->next++) slide_copy(r, l, l->next);
    }
    for (int i = 0; i < size; i++) {
        int at = first + i;
        bool inside = at >= 0 && at < s->from.height;
        l->rows[i] = !inside     ? r->scratch
                     : l->direct ? r->in + (size_t)at * l->from_row
                                 : r->scratch + (1 + (size_t)(at % size)) * l->row;
    }
}

static void run_depthwise(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t channels = (size_t)s->from.channels, width = (size_t)s->to.width;
    const lumbar_depthwise d = {s->op.filter_x, s->op.stride_x, channels,          width, s->weights, s->bias,
                                s->finish.low,  s->finish.high, s->finish.rounding};
    slide l = slide_start(r);
    for (int y = 0; y < s->to.height; y++) {
        slide_to(r, &l, y);
        r->kernels->depthwise(&d, l.rows, r->out + (size_t)y * width * channels);
    }
}

static void run_to_one(const run *r)
{
    const lumbar_graph_step *s = r->step;
    const lumbar_to_one t = {s->op.filter_y,
                             s->op.filter_x * s->from.channels,
                             (size_t)s->from.channels,
                             (size_t)s->to.width,
                             s->weights,
                             s->bias[0],
                             s->finish.low,
                             s->finish.high,
                             s->finish.rounding};
    slide l = slide_start(r);
    for (int y = 0; y < s->to.height; y++) {
        slide_to(r, &l, y);
        r->kernels->to_one(&t, l.rows, r->out + (size_t)y * t.width);
    }
}

/* ---- without a kernel: rare, or nothing but moving ----------------------------------------------------- */

static float finished(const lumbar_graph_step *s, float value)
{
    float above = value > s->finish.low ? value : s->finish.low;
    return above < s->finish.high ? above : s->finish.high;
}

static void run_depthwise_any(const run *r)
{
    const lumbar_graph_step *s = r->step;
    const lumbar_tflite_op *op = &s->op;
    int channels = s->to.channels, width = s->to.width;
    for (size_t i = 0; i < s->count; i++) {
        int c = (int)(i % (size_t)channels), x = (int)(i / (size_t)channels % (size_t)width);
        int y = (int)(i / (size_t)channels / (size_t)width);
        float sum = s->bias[c];
        for (int tap = 0; tap < op->filter_y * op->filter_x; tap++) {
            int64_t iy = (int64_t)y * op->stride_y - s->top + (int64_t)(tap / op->filter_x) * op->dilation_y;
            int64_t ix = (int64_t)x * op->stride_x - s->left + (int64_t)(tap % op->filter_x) * op->dilation_x;
            if (iy < 0 || iy >= s->from.height || ix < 0 || ix >= s->from.width) continue;
            size_t at = ((size_t)iy * (size_t)s->from.width + (size_t)ix) * (size_t)s->from.channels;
            sum += r->in[at + (size_t)(c / op->multiplier)] * s->weights[(size_t)tap * (size_t)channels + (size_t)c];
        }
        r->out[i] = finished(s, sum);
    }
    r->kernels->round(s->count, r->out, &s->finish.rounding, r->out);
}

static void run_max_pool(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t channels = (size_t)s->to.channels;
    float *out = r->out;
    for (int y = 0; y < s->to.height; y++)
        for (int x = 0; x < s->to.width; x++, out += channels) {
            for (size_t c = 0; c < channels; c++) out[c] = -INFINITY;
            for (int tap = 0; tap < s->op.filter_y * s->op.filter_x; tap++) {
                int iy = y * s->op.stride_y - s->top + tap / s->op.filter_x;
                int ix = x * s->op.stride_x - s->left + tap % s->op.filter_x;
                if (iy < 0 || iy >= s->from.height || ix < 0 || ix >= s->from.width) continue;
                const float *in = r->in + ((size_t)iy * (size_t)s->from.width + (size_t)ix) * channels;
                for (size_t c = 0; c < channels; c++) out[c] = in[c] > out[c] ? in[c] : out[c];
            }
            for (size_t c = 0; c < channels; c++) out[c] = finished(s, out[c]);
        }
}

/* Where between two of `from` pixels the middle of pixel `index` of `to` lies. */
static float between(int index, int from, int to, int *first, int *second)
{
    float at = ((float)index + 0.5f) * ((float)from / (float)to) - 0.5f;
    if (at < 0) at = 0;
    *first = (int)at < from - 1 ? (int)at : from - 1;
    *second = *first + 1 < from ? *first + 1 : from - 1;
    return at - (float)*first;
}

/* Makes a row of the map as wide as the result. */
static void widen(const run *r, int y, float *to)
{
    const lumbar_graph_step *s = r->step;
    size_t channels = (size_t)s->from.channels;
    const float *row = r->in + (size_t)y * (size_t)s->from.width * channels;
    for (int x = 0; x < s->to.width; x++, to += channels) {
        int left, right;
        float share = between(x, s->from.width, s->to.width, &left, &right);
        r->kernels->blend(channels, row + (size_t)left * channels, row + (size_t)right * channels, share, NULL, to);
    }
}

/* Rows are made wider once, and kept while the results between them are made. */
static void run_resize(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t wide = (size_t)s->to.width * (size_t)s->to.channels;
    int kept[2] = {-1, -1};
    for (int y = 0; y < s->to.height; y++) {
        int rows[2];
        float share = between(y, s->from.height, s->to.height, &rows[0], &rows[1]);
        for (int i = 0; i < 2; i++) {
            if (kept[rows[i] & 1] == rows[i]) continue;
            widen(r, rows[i], r->scratch + (size_t)(rows[i] & 1) * wide);
            kept[rows[i] & 1] = rows[i];
        }
        const float *above = r->scratch + (size_t)(rows[0] & 1) * wide,
                    *below = r->scratch + (size_t)(rows[1] & 1) * wide;
        r->kernels->blend(wide, above, below, share, &s->finish, r->out + (size_t)y * wide);
    }
}

/* Padding that no window does itself. */
static void run_pad(const run *r)
{
    const lumbar_graph_step *s = r->step;
    const int *from = s->pad_from, *to = s->pad_to, *before = s->pad_before;
    memset(r->out, 0, s->count * sizeof *r->out);
    size_t line = (size_t)from[3], lines = (size_t)from[0] * (size_t)from[1] * (size_t)from[2];
    for (size_t i = 0; i < lines; i++) {
        size_t c = i % (size_t)from[2] + (size_t)before[2], rest = i / (size_t)from[2];
        size_t b = rest % (size_t)from[1] + (size_t)before[1], a = rest / (size_t)from[1] + (size_t)before[0];
        size_t at = ((a * (size_t)to[1] + b) * (size_t)to[2] + c) * (size_t)to[3] + (size_t)before[3];
        memcpy(r->out + at, r->in + i * line, line * sizeof *r->out);
    }
}

static void run_depth_to_space(const run *r)
{
    const lumbar_graph_step *s = r->step;
    size_t block = (size_t)s->op.block, part = block * (size_t)s->to.channels,
           row = (size_t)s->to.width * (size_t)s->to.channels;
    const float *in = r->in;
    for (size_t y = 0; y < (size_t)s->from.height; y++)
        for (size_t x = 0; x < (size_t)s->from.width; x++)
            for (size_t line = 0; line < block; line++, in += part)
                memcpy(r->out + (y * block + line) * row + x * part, in, part * sizeof *in);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static void run_step(const run *r)
{
    const lumbar_graph_step *s = r->step;
    switch (s->kind) {
    case LUMBAR_STEP_PRODUCT: run_product(r); break;
    case LUMBAR_STEP_SPARSE: run_sparse(r); break;
    case LUMBAR_STEP_GATHER: run_gather(r); break;
    case LUMBAR_STEP_TO_ONE: run_to_one(r); break;
    case LUMBAR_STEP_DEPTHWISE: run_depthwise(r); break;
    case LUMBAR_STEP_DEPTHWISE_ANY: run_depthwise_any(r); break;
    case LUMBAR_STEP_ADD:
        r->kernels->add(s->count, r->in, s->adds ? r->memory + s->other : s->constant, r->out, &s->finish);
        break;
    case LUMBAR_STEP_RESIZE: run_resize(r); break;
    case LUMBAR_STEP_MAX_POOL: run_max_pool(r); break;
    case LUMBAR_STEP_PAD: run_pad(r); break;
    case LUMBAR_STEP_DEPTH_TO_SPACE: run_depth_to_space(r); break;
    case LUMBAR_STEP_LOGISTIC:
        for (size_t i = 0; i < s->count; i++) r->out[i] = (float)(1 / (1 + lumbar_exp(-(double)r->in[i])));
        r->kernels->round(s->count, r->out, &s->finish.rounding, r->out);
        break;
    case LUMBAR_STEP_COPY: memcpy(r->out, r->in, s->count * sizeof *r->out); break;
    }
}

void lumbar_graph_plan_run(const lumbar_graph_plan *plan, float *memory)
{
    float *input = memory + plan->input;
    plan->kernels->round(plan->input_count, input, &LUMBAR_ROUNDED, input);
    for (size_t i = 0; i < plan->step_count; i++) {
        const lumbar_graph_step *s = &plan->steps[i];
        const run r = {plan, plan->kernels, memory, s, memory + s->in, memory + s->out, memory + plan->scratch};
        run_step(&r);
    }
}
