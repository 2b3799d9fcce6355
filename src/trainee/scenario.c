/* From an id to everything about a scenario. The id's hash draws body, clothes, room, light, camera and
 * timing, and says whether the scenario is held out: one in three, so held-out bodies, faults and lights are
 * seen in no other. */
#include <stdio.h>
#include <string.h>
#include "base/base.h"
#include "trainee/scenario.h"

#define X(name, text) text,
static const char *const exercise_names[] = {LUMBAR_EXERCISES(X)};
static const char *const fault_names[] = {LUMBAR_FAULTS(X)};
#undef X

const char *lumbar_exercise_name(lumbar_trainee_exercise exercise) { return exercise_names[exercise]; }
const char *lumbar_trainee_fault_name(lumbar_trainee_fault fault) { return fault_names[fault]; }

bool lumbar_exercise_holds(lumbar_trainee_exercise exercise)
{
    return exercise == LUMBAR_DO_PLANK || exercise == LUMBAR_DO_SIDE_PLANK;
}

bool lumbar_exercise_alternates(lumbar_trainee_exercise exercise)
{
    return exercise == LUMBAR_DO_RUSSIAN_TWIST || exercise == LUMBAR_DO_BICYCLE_CRUNCH ||
           exercise == LUMBAR_DO_DEAD_BUG || exercise == LUMBAR_DO_FLUTTER_KICK ||
           exercise == LUMBAR_DO_MOUNTAIN_CLIMBER;
}

/* The full set: each exercise clean from the side and obliquely, and with the faults that it can have. */
#define FAULT(name) (1u << LUMBAR_WITH_##name)
static const struct plan {
    int clean_side, clean_oblique;
    unsigned faults;
} plans[LUMBAR_DO_COUNT] = {
    [LUMBAR_DO_CRUNCH] = {2, 1,
                          FAULT(TOO_LARGE) | FAULT(FEET_LIFT) | FAULT(HEAD_PULLED) | FAULT(TOO_SHORT) | FAULT(FADING) |
                              FAULT(MOMENTUM)},
    [LUMBAR_DO_SIT_UP] = {2, 1,
                          FAULT(HIPS_LEAD) | FAULT(FEET_LIFT) | FAULT(HEAD_PULLED) | FAULT(MOMENTUM) | FAULT(FADING)},
    [LUMBAR_DO_REVERSE_CRUNCH] = {1, 1, FAULT(MOMENTUM) | FAULT(ARCH)},
    [LUMBAR_DO_LEG_RAISE] = {2, 1, FAULT(ARCH) | FAULT(MOMENTUM) | FAULT(TOO_SHORT) | FAULT(FADING)},
    [LUMBAR_DO_V_UP] = {1, 1, FAULT(ARCH)},
    [LUMBAR_DO_PLANK] = {2, 1, FAULT(SAG) | FAULT(PIKE)},
    [LUMBAR_DO_SIDE_PLANK] = {1, 0, FAULT(SAG)},
    [LUMBAR_DO_RUSSIAN_TWIST] = {1, 0, FAULT(UNEVEN)},
    [LUMBAR_DO_BICYCLE_CRUNCH] = {1, 1, FAULT(UNEVEN)},
    [LUMBAR_DO_DEAD_BUG] = {1, 0, FAULT(ARCH)},
    [LUMBAR_DO_FLUTTER_KICK] = {1, 0, FAULT(ARCH)},
    [LUMBAR_DO_MOUNTAIN_CLIMBER] = {1, 1, FAULT(PIKE) | FAULT(SAG)},
    [LUMBAR_DO_HANGING_LEG_RAISE] = {1, 0, FAULT(MOMENTUM)},
    [LUMBAR_DO_AB_WHEEL_ROLLOUT] = {1, 0, FAULT(SAG)},
};

const char *lumbar_scenario_listed(size_t index, char id[64])
{
    for (int e = 0; e < LUMBAR_DO_COUNT; e++) {
        for (int f = 0; f < LUMBAR_WITH_COUNT; f++) {
            int side = f == LUMBAR_WITH_CLEAN ? plans[e].clean_side : (int)(plans[e].faults >> f & 1);
            int oblique = f == LUMBAR_WITH_CLEAN ? plans[e].clean_oblique : 0;
            if (index >= (size_t)(side + oblique)) {
                index -= (size_t)(side + oblique);
                continue;
            }
            bool slant = (int)index >= side;
            int number = 1 + (int)index - (slant ? side : 0);
            snprintf(id, 64, "%s.%s.%s.%d", exercise_names[e], slant ? "oblique" : "side", fault_names[f], number);
            return id;
        }
    }
    return NULL;
}

/* ---- chance from the id -------------------------------------------------------------------------------- */

/* Chosen once so that about a third of the listed set, with some of each main exercise, is held out; changed
 * if a held-out scenario is ever looked at: then every body is new. */
enum { SALT = 569 };

static uint64_t hash_of(const char *text)
{
    uint64_t h = 1469598103934665603u ^ SALT; /* FNV-1a, then mixed */
    for (; *text; text++) h = (h ^ (uint8_t)*text) * 1099511628211u;
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdu;
    return h ^ (h >> 33);
}

static double chance(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u; /* splitmix64 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static double draw(uint64_t *state, double low, double high) { return low + (high - low) * chance(state); }

static bool split_id(const char *id, lumbar_scenario *sc, int *number, lumbar_error *error)
{
    char part[4][24] = {"", "", "", ""};
    int used = 0;
    if (strlen(id) >= sizeof sc->id ||
        sscanf(id, "%23[^.].%23[^.].%23[^.].%d%n", part[0], part[1], part[2], number, &used) != 4 || id[used]) {
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_SCENARIO, "given=%s", id);
    }
    sc->exercise = LUMBAR_DO_COUNT;
    sc->fault = LUMBAR_WITH_COUNT;
    for (int e = 0; e < LUMBAR_DO_COUNT; e++) {
        if (!strcmp(part[0], exercise_names[e])) sc->exercise = (lumbar_trainee_exercise)e;
    }
    for (int f = 0; f < LUMBAR_WITH_COUNT; f++) {
        if (!strcmp(part[2], fault_names[f])) sc->fault = (lumbar_trainee_fault)f;
    }
    sc->view = !strcmp(part[1], "side") ? "side" : !strcmp(part[1], "oblique") ? "oblique" : NULL;
    if (sc->exercise == LUMBAR_DO_COUNT)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_SCENARIO_EXERCISE, "scenario=%s\nexercise=%s", id,
                             part[0]);
    if (!sc->view) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_SCENARIO_VIEW, "scenario=%s", id);
    if (sc->fault == LUMBAR_WITH_COUNT ||
        (sc->fault != LUMBAR_WITH_CLEAN && !(plans[sc->exercise].faults >> sc->fault & 1))) {
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_SCENARIO_FAULT, "scenario=%s\nexercise=%s\nfault=%s",
                             id, part[0], part[2]);
    }
    memcpy(sc->id, id, strlen(id) + 1);
    return true;
}

/* ---- what is drawn ------------------------------------------------------------------------------------- */

static lumbar_colour tone(uint64_t *c, double dark, double bright, double colourful)
{
    double level = draw(c, dark, bright);
    return (lumbar_colour){(float)(level * (1 + colourful * draw(c, -.7, .7))),
                           (float)(level * (1 + colourful * draw(c, -.7, .7))),
                           (float)(level * (1 + colourful * draw(c, -.7, .7)))};
}

static void draw_look(lumbar_scenario *sc, uint64_t *c)
{
    static const lumbar_colour skins[] = {{.66f, .43f, .33f}, {.58f, .36f, .26f}, {.48f, .28f, .18f},
                                          {.34f, .19f, .12f}, {.20f, .11f, .07f}, {.62f, .40f, .27f}};
    static const lumbar_colour hairs[] = {
        {.02f, .015f, .012f}, {.08f, .045f, .025f}, {.30f, .20f, .09f}, {.35f, .34f, .33f}};
    lumbar_trainee_look *k = &sc->look;
    k->skin = skins[(int)draw(c, 0, 5.999)];
    k->hair = hairs[(int)draw(c, 0, 3.999)];
    k->shirt = tone(c, .04, .6, .9);
    k->second = tone(c, .1, .7, .5);
    k->shorts = chance(c) < .6 ? tone(c, .015, .06, .3) : tone(c, .05, .4, .9);
    k->shoes = tone(c, .05, .8, .5);
    k->sole = tone(c, .1, .8, .1);
    k->mat = tone(c, .04, .4, .9);
    k->floor = (lumbar_colour){(float)draw(c, .2, .5), (float)draw(c, .15, .35), (float)draw(c, .08, .28)};
    k->wall = tone(c, .35, .8, .12);
    k->skirting = tone(c, .3, .9, .05);
    k->sleeve = chance(c) < .3 ? -1 : draw(c, .35, .6);
    k->leg = chance(c) < .5 ? draw(c, .35, .7) : draw(c, 1.6, 1.95);
    k->stripes = chance(c) < .2;
    k->planks = chance(c) < .7;
    double from = draw(c, -1.2, 1.2), up = draw(c, .7, 1.35), side = sc->from_left ? 1 : -1;
    k->light = unit(vec(sin(from) * cos(up), side * cos(from) * cos(up), sin(up)));
    k->sun = draw(c, .25, .8);
    k->sky = draw(c, .35, .65);
    k->exposure = draw(c, .75, 1.25);
    k->noise = draw(c, .8, 4);
    k->blur = draw(c, .5, .95);
    k->wall_y = (sc->from_left ? -1 : 1) * draw(c, .9, 2.4);
    k->mat_x = draw(c, -.08, .08);
    k->mat_y = draw(c, -.06, .06);
    k->mat_half_x = draw(c, .86, 1.0);
    k->mat_half_y = draw(c, .29, .42);
    k->bar_z = sc->exercise == LUMBAR_DO_HANGING_LEG_RAISE ? 1.32 * sc->body.build.height : NAN;
    k->wheel = sc->exercise == LUMBAR_DO_AB_WHEEL_ROLLOUT ? .085 : NAN;
    k->seed = sc->seed;
}

static void draw_body(lumbar_scenario *sc, uint64_t *c)
{
    lumbar_build b = {.female = chance(c) < .5};
    b.height = b.female ? draw(c, 1.52, 1.78) : draw(c, 1.62, 1.92);
    b.girth = draw(c, .90, 1.20);
    b.belly = draw(c, .97, 1.18);
    b.bun = chance(c) < (b.female ? .5 : .05);
    b.long_hair = b.female && !b.bun && chance(c) < .6;
    sc->body = lumbar_trainee_body_make(b);
}

/* Who throws the body up still lets it down no quicker than it falls: a trunk from upright to the floor, and legs, take
 * some .6 s to fall (a rod of .8 m about the hips, from 80 to 0 degrees), and nobody falls unbraked. */
#define FALL_S .8

/* Seconds up, at the top, down and at rest of an ordinary repetition (our own choice of ordinary tempo). */
static void draw_timing(lumbar_scenario *sc, uint64_t *c)
{
    bool alternates = lumbar_exercise_alternates(sc->exercise), holds = lumbar_exercise_holds(sc->exercise);
    bool quick = sc->exercise == LUMBAR_DO_FLUTTER_KICK || sc->exercise == LUMBAR_DO_MOUNTAIN_CLIMBER;
    double up = draw(c, 1.0, 1.5), top = draw(c, .1, .4), down = draw(c, 1.1, 1.7), rest = draw(c, .25, .7);
    double cycle = quick ? draw(c, 1.1, 1.5) : draw(c, 2.4, 3.2), t = draw(c, 1.8, 2.6);
    if (holds) {
        sc->repeat[0] = (lumbar_repeat){0, 0, 11, 11, 1, sc->fault != LUMBAR_WITH_CLEAN};
        sc->repeat_count = 1;
        sc->duration_s = 11;
        return;
    }
    sc->repeat_count = alternates ? (quick ? 6 : 4) : chance(c) < .75 ? 4 : 5;
    int onset = (int)floor(sc->onset * sc->repeat_count + .5);
    for (int i = 0; i < sc->repeat_count; i++) {
        double slow = draw(c, .93, 1.08), size = draw(c, .95, 1.0),
               fault = sc->fault != LUMBAR_WITH_CLEAN && i >= onset;
        if (sc->fault == LUMBAR_WITH_FADING) {
            fault = (double)i / (sc->repeat_count - 1);
            slow *= 1 + .75 * sc->amount * fault;
            size *= 1 - .40 * sc->amount * fault;
        }
        if (fault > 0 && sc->fault == LUMBAR_WITH_TOO_SHORT) size *= 1 - .6 * sc->amount;
        if (fault > 0 && sc->fault == LUMBAR_WITH_MOMENTUM) slow *= .42;
        lumbar_repeat *r = &sc->repeat[i];
        *r = (lumbar_repeat){.start_s = t, .top_s = t + slow * up, .amplitude = size, .fault = fault};
        r->release_s = r->top_s + slow * top;
        r->end_s = r->release_s + fmax(slow * down, FALL_S);
        if (alternates) {
            r->end_s = t + slow * cycle;
            r->top_s = t + .25 * slow * cycle;
            r->release_s = r->top_s;
        }
        t = r->end_s + (alternates ? 0 : slow * rest);
    }
    sc->duration_s = t + 1.3;
}

bool lumbar_scenario_make(const char *id, lumbar_scenario *scenario, lumbar_error *error)
{
    *scenario = (lumbar_scenario){0};
    int number;
    if (!split_id(id, scenario, &number, error)) return false;
    uint64_t h = hash_of(id), c = h;
    scenario->held_out = h % 3 == 0;
    scenario->seed = (uint32_t)(h >> 20);
    draw_body(scenario, &c);
    for (int i = 0; i < 8; i++) scenario->vary[i] = draw(&c, -1, 1);
    double choice = chance(&c);
    bool legs_only = scenario->exercise == LUMBAR_DO_LEG_RAISE || scenario->exercise == LUMBAR_DO_FLUTTER_KICK;
    scenario->arms = choice < (legs_only ? .35 : .62) ? LUMBAR_ARMS_HEAD
                     : choice < .7 || !legs_only      ? LUMBAR_ARMS_CHEST
                                                      : LUMBAR_ARMS_BESIDE;
    scenario->straight = scenario->exercise == LUMBAR_DO_SIT_UP && chance(&c) < .25;
    scenario->hooked =
        scenario->exercise == LUMBAR_DO_SIT_UP && chance(&c) < .3 && scenario->fault != LUMBAR_WITH_FEET_LIFT;
    scenario->from_left = chance(&c) < .5;
    double slant = strcmp(scenario->view, "side") ? draw(&c, 17, 30) : draw(&c, 0, 7);
    scenario->azimuth = RADIANS(chance(&c) < .5 ? slant : -slant);
    scenario->camera_height = draw(&c, .25, .95);
    scenario->focal_share = draw(&c, .75, 1.1);
    scenario->fill = draw(&c, .66, .86);
    scenario->onset = draw(&c, 0, .5);
    scenario->amount = draw(&c, .7, 1);
    draw_look(scenario, &c);
    draw_timing(scenario, &c);
    return true;
}
