/* "Does it follow my leg raises?" in lines for a terminal. */
#include <math.h>
#include <string.h>
#include "report/history.h"
#include "report/wrap.h"

enum { OPEN_MOST = 2 }; /* of what is not sure yet: the nearest ones */

static void add(const lumbar_follow *f, const lumbar_history_settings *settings, lumbar_text *out)
{
    const lumbar_digits_text sore = lumbar_digits(f->with_sore), of = lumbar_digits(f->with);
    const lumbar_digits_text sore_else = lumbar_digits(f->without_sore), of_else = lumbar_digits(f->without);
    const lumbar_digits_text chance = lumbar_digits((size_t)fmax(ceil(100 * f->by_chance), 1));
    const lumbar_digits_text days = lumbar_digits(f->told ? 0 : (size_t)f->more_days);
    const lumbar_hole holes[] = {{"sore", sore.text},           {"of", of.text},           {"what", f->what},
                                 {"sore_else", sore_else.text}, {"of_else", of_else.text}, {"otherwise", f->otherwise},
                                 {"chance", chance.text},       {"days", days.text}};
    size_t count = LUMBAR_COUNT(holes) - f->told; /* what is told waits for no more days */
    lumbar_text line = {0};
    lumbar_phrase_fill(&line, settings->knowledge, f->told ? LUMBAR_PHRASE_FOLLOWS_TOLD : LUMBAR_PHRASE_FOLLOWS_OPEN,
                       holes, count);
    if (lumbar_text_good(&line, out)) lumbar_wrap(out, settings->width, "  ", "    ", line.data);
    lumbar_text_free(&line);
}

/* The one in nearly the same workouts; NULL: none. */
static const lumbar_follow *twin(const lumbar_following *following, const lumbar_follow *f)
{
    for (size_t i = 0; f->alike && i < following->follow_count; i++)
        if (!strcmp(following->follows[i].id, f->alike)) return &following->follows[i];
    return NULL;
}

static void add_twin(const lumbar_follow *other, const lumbar_history_settings *settings, lumbar_text *out)
{
    lumbar_text line = {0};
    lumbar_phrase_fill(&line, settings->knowledge, LUMBAR_PHRASE_FOLLOWS_ALIKE, LUMBAR_HOLES({"what", other->what}));
    if (lumbar_text_good(&line, out)) lumbar_wrap(out, settings->width, "    ", "    ", line.data);
    lumbar_text_free(&line);
}

void lumbar_follow_text(const lumbar_following *following, const lumbar_history_settings *settings, lumbar_text *out)
{
    size_t shown = 0, open = 0;
    if (!following->workouts) return;
    lumbar_text_addf(out, "\n%s\n", lumbar_phrase(settings->knowledge, LUMBAR_PHRASE_FOLLOWS_TITLE));
    for (size_t i = 0; i < following->follow_count; i++) {
        const lumbar_follow *f = &following->follows[i];
        const lumbar_follow *other = twin(following, f);
        bool foretold = !f->told && isfinite(f->more_days) && open < OPEN_MOST && !(other && other->told);
        if (!f->told && !foretold) continue;
        add(f, settings, out);
        if (other) add_twin(other, settings, out);
        open += foretold;
        shown++;
    }
    if (!shown)
        lumbar_wrap(out, settings->width, "  ", "    ",
                    lumbar_phrase(settings->knowledge, LUMBAR_PHRASE_FOLLOWS_NOTHING));
}
