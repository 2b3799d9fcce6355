/* lumbar film: how to film oneself, in six lines and a drawing. */
#include "cli/cli.h"
#include "report/film.h"
#include "report/wrap.h"

typedef struct film_options {
    const char *knowledge, *language;
} film_options;

static const lumbar_cli_option OPTIONS[] = {
    LUMBAR_SPEAK_OPTIONS(film_options, language, knowledge),
};

/* Seen from the ceiling, and what the phone should see. Plain characters; beside each other where there is room. */
static const char *const ABOVE[] = {"{above}",
                                    "+--------------------+",
                                    "|   O====[]=======   |  {mat}",
                                    "+--------------------+",
                                    "          ^",
                                    "          |  {steps}",
                                    "          |",
                                    "       [{phone}]"};
static const char *const SEEN[LUMBAR_COUNT(ABOVE)] = {"{sees}",
                                                      "+------------------------+",
                                                      "|               /\\       |",
                                                      "|   _          /  \\      |",
                                                      "| <(O)=======./    \\__   |",
                                                      "| ---------------------- |",
                                                      "+------------------------+",
                                                      " {hands}"};
enum { BESIDE_FROM = 60, BESIDE_AT = 31 /* columns */ };

/* One line of the drawing, its words filled in; padded to `width` columns. */
static void draw_line(const lumbar_cli *cli, const char *line, int width, lumbar_text *out)
{
    lumbar_text text = {0};
    const lumbar_hole words[] = {{"above", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_DRAWING_ABOVE)},
                                 {"mat", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_DRAWING_MAT)},
                                 {"steps", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_STEPS)},
                                 {"phone", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_PHONE)},
                                 {"sees", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_DRAWING_SEES)},
                                 {"hands", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_DRAWING_HANDS)}};
    lumbar_text_fill(&text, line, words, LUMBAR_COUNT(words));
    if (lumbar_text_good(&text, out)) {
        lumbar_text_add(out, text.data);
        for (int column = lumbar_wrap_columns(text.data); column < width; column++) lumbar_text_add(out, " ");
    }
    lumbar_text_free(&text);
}

static void draw(const lumbar_cli *cli, lumbar_text *out)
{
    bool beside = cli->width >= BESIDE_FROM;
    for (size_t i = 0; i < LUMBAR_COUNT(ABOVE); i++) {
        lumbar_text_add(out, "  ");
        draw_line(cli, ABOVE[i], beside ? BESIDE_AT : 0, out);
        if (beside) draw_line(cli, SEEN[i], 0, out);
        lumbar_text_add(out, "\n");
    }
    if (!beside) lumbar_text_add(out, "\n");
    for (size_t i = 0; i < LUMBAR_COUNT(SEEN) && !beside; i++) {
        lumbar_text_add(out, "  ");
        draw_line(cli, SEEN[i], 0, out);
        lumbar_text_add(out, "\n");
    }
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    film_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_film, &options, argc, argv, &count, error)) return false;
    if (count) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_FILM_TAKES);
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    lumbar_text_addf(&cli->out, "%s\n\n", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_FILM_TITLE));
    for (size_t i = 0; i < LUMBAR_FILM_LINES; i++) {
        char first[32];
        lumbar_print(first, sizeof first, "%zu. ", i + 1);
        lumbar_wrap(&cli->out, cli->width, first, "   ", lumbar_phrase(cli->knowledge, lumbar_film_lines[i]));
    }
    lumbar_text_add(&cli->out, "\n");
    draw(cli, &cli->out);
    lumbar_text_add(&cli->out, "\n");
    lumbar_phrase_fill(&cli->out, cli->knowledge, LUMBAR_PHRASE_FILM_THEN,
                       LUMBAR_HOLES({"command", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_COMMAND_WHY_VIDEO)}));
    lumbar_text_add(&cli->out, "\n");
    return true;
}

const lumbar_verb lumbar_verb_film = {
    .name = "film",
    .operands = "",
    .summary = LUMBAR_PHRASE_USAGE_FILM,
    .about = LUMBAR_PHRASE_USAGE_FILM_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
