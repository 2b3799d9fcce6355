/* What the tool knows of its surroundings: the terminal, signals, progress. */
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include "cli/cli.h"
#include "report/wrap.h"

enum { WIDEST = 80, NARROWEST = 40 };

static volatile sig_atomic_t resized;

/* Columns of a terminal; WIDEST where it is none or does not say. */
static int columns_of(int descriptor)
{
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : WIDEST;
}

static int terminal_rows(void)
{
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

static int width_of(int descriptor)
{
    int width = columns_of(descriptor);
    return width > WIDEST ? WIDEST : width < NARROWEST ? NARROWEST : width;
}

bool lumbar_cli_measure(lumbar_cli *cli)
{
    bool other = resized;
    resized = 0;
    cli->width = width_of(STDOUT_FILENO);
    cli->asking = width_of(STDERR_FILENO);
    cli->rows = terminal_rows();
    return other;
}

bool lumbar_resized(void) { return resized != 0; }

void lumbar_cli_open(lumbar_cli *cli)
{
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    cli->terminal = isatty(STDOUT_FILENO);
    cli->dialog = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    cli->colour = cli->terminal && !(no_colour && *no_colour) && term && strcmp(term, "dumb") != 0;
    lumbar_cli_measure(cli);
}

/* The one place that asks what day it is. Without memory for the time zone the C library would take another one. */
lumbar_date lumbar_cli_today(const lumbar_cli *cli)
{
    time_t now = time(NULL);
    struct tm local;
    errno = 0;
    bool told = localtime_r(&now, &local) != NULL;
    if (errno == ENOMEM) lumbar_arena_spend(cli->arena);
    if (!told) return (lumbar_date){0};
    return (lumbar_date){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

/* ---- signals ------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t stopped, waits, held;
static timer_t ticks;
static bool have_ticks, error_is_terminal;

/* Own choices, ms: a wait is ended anew this often, since the signal may come just before it begins; and work that came
 * to no place to stop at in four of them (a large picture, a long sum) ends where it is. */
enum { TICK = 100, PATIENCE = 4 };

static void on_resize(int number)
{
    (void)number;
    resized = 1;
}

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
    const struct itimerspec every = {{0, TICK * 1000000L}, {0, TICK * 1000000L}};
    if (have_ticks && !waits) timer_settime(ticks, 0, &every, NULL);
}

/* Nothing of ours has a name yet while this may happen, so nothing is left behind. */
static void on_tick(int number)
{
    static const char clear[] = "\r\033[K", words[] = "lumbar: stopped; nothing was written\n";
    (void)number;
    if (++waits < PATIENCE || held) return;
    ssize_t written = error_is_terminal ? write(STDERR_FILENO, clear, sizeof clear - 1) : 0;
    written = write(STDERR_FILENO, words, sizeof words - 1);
    (void)written;
    _exit(lumbar_exit_status(LUMBAR_INTERRUPTED));
}

void lumbar_catch_signals(void)
{
    /* no SA_RESTART: a wait returns */
    struct sigaction action = {.sa_handler = on_signal}, tick = {.sa_handler = on_tick};
    sigemptyset(&action.sa_mask);
    sigemptyset(&tick.sa_mask);
    error_is_terminal = isatty(STDERR_FILENO);
    sigaction(SIGALRM, &tick, NULL);
    have_ticks = timer_create(CLOCK_MONOTONIC, &(struct sigevent){.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM},
                              &ticks) == 0;
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, told as one */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that grows past its limit */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    struct sigaction resize = {.sa_handler = on_resize, .sa_flags = SA_RESTART}; /* no work stops for it */
    sigemptyset(&resize.sa_mask);
    sigaction(SIGWINCH, &resize, NULL);
}

void lumbar_hold_stop(bool hold) { held = hold; }

bool lumbar_interrupted(void) { return stopped != 0; }

bool lumbar_fail_interrupted(lumbar_error *error)
{
    return lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED_WRITTEN);
}

/* ---- plain words --------------------------------------------------------------------------------------- */

void lumbar_put_plain(const char *text)
{
    for (size_t length; *text; text += length ? length : 1)
        if ((length = lumbar_plain_length(text))) fwrite(text, 1, length, stderr);
        else fputc('?', stderr);
}

/* ---- progress ------------------------------------------------------------------------------------------ */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

lumbar_progress_bar lumbar_progress_start(const lumbar_cli *cli, lumbar_phrase_id doing, const char *what)
{
    const char *slash = strrchr(what, '/');
    double now = now_s();
    return (lumbar_progress_bar){.knowledge = cli->knowledge,
                                 .doing = doing,
                                 .what = slash && slash[1] ? slash + 1 : what,
                                 .visible = isatty(STDERR_FILENO),
                                 .began_s = now,
                                 .shown_s = now};
}

static void clock_text(char *text, size_t size, double seconds)
{
    long whole = seconds > 0 && seconds < 1e6 ? (long)(seconds + 0.5) : 0;
    snprintf(text, size, "%ld:%02ld", whole / 60, whole % 60);
}

/* One line that never wraps, for only a line can be drawn again: what has no room is left out, the least needed
 * first. */
static void draw_progress(const lumbar_progress_bar *bar, const char *time)
{
    lumbar_text whole = {0}, line = {0};
    int columns = columns_of(STDERR_FILENO) - 1;
    lumbar_phrase_fill(&whole, bar->knowledge, bar->doing, LUMBAR_HOLES({"file", bar->what}, {"time", time}));
    lumbar_text_add_plain(&line, whole.data && lumbar_wrap_columns(whole.data) <= columns ? whole.data : time);
    lumbar_text_add(&line, "  ");
    lumbar_text_add(&line, lumbar_phrase(bar->knowledge, LUMBAR_PHRASE_CLI_STOPS));
    size_t shown = line.failed ? 0 : line.size;
    if (shown && lumbar_wrap_columns(line.data) > columns)
        shown -= strlen(lumbar_phrase(bar->knowledge, LUMBAR_PHRASE_CLI_STOPS)) + 2;
    if (shown) fprintf(stderr, "\r\033[K%.*s", (int)shown, line.data);
    fflush(stderr);
    lumbar_text_free(&whole);
    lumbar_text_free(&line);
}

/* "0:12 of 1:00, about 0:40 left" */
static void time_words(const lumbar_progress_bar *bar, double done_s, double total_s, double spent_s, lumbar_text *text)
{
    char done[24], total[24], left[24];
    bool known = !isnan(total_s), timed = known && done_s > 0 && spent_s > 1;
    clock_text(done, sizeof done, done_s);
    clock_text(total, sizeof total, known ? total_s : 0);
    clock_text(left, sizeof left, timed ? spent_s * (total_s - done_s) / done_s : 0);
    if (!known) lumbar_text_add(text, done);
    else
        lumbar_phrase_fill(text, bar->knowledge, timed ? LUMBAR_PHRASE_CLI_DONE_LEFT : LUMBAR_PHRASE_CLI_DONE,
                           LUMBAR_HOLES({"done", done}, {"total", total}, {"left", left}));
}

bool lumbar_progress_show(void *user, double done_s, double total_s)
{
    lumbar_progress_bar *bar = user;
    double now = now_s();
    if (bar->visible && now - bar->shown_s >= 0.5) {
        lumbar_text time = {0};
        bar->shown_s = now;
        time_words(bar, done_s, total_s, now - bar->began_s, &time);
        if (!time.failed && time.data) draw_progress(bar, time.data); /* the next one may find memory */
        lumbar_text_free(&time);
    }
    return !lumbar_interrupted();
}

void lumbar_progress_end(lumbar_progress_bar *bar)
{
    if (bar->visible) fputs("\r\033[K", stderr);
}
