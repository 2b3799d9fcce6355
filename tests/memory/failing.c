/* A library to preload: the program that it is put before runs again and again, each time with another allocation
 * failing. The process is loaded once and forked for every run, so that a run costs no more than its own work.
 *
 * LUMBAR_WALK=FIRST,STEP,LAST,MODE  runs whose FIRST-th, (FIRST + STEP)-th, ... allocation fails, up to LAST or the
 * last one; MODE "one": that alone, "all": each from there on, "none": no one, for reference LUMBAR_WALK_REPORT=FD gets
 * one line a run: number, exit status (-signal), allocations, bytes and hash of standard output, files left in the
 * working folder, their hash, standard error in one line LUMBAR_WALK_TYPED=FILE            standard input and error are
 * a pseudo-terminal, on which this was typed LUMBAR_WALK_TRACE=1               the failing allocation's place is
 * written to standard error
 *
 * The working folder is emptied after each run. A crash writes its place to standard error. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { HANGS_S = 120, FRAMES = 40, TYPED_MOST = 4000, SAID_MOST = 4000 };

/* ---- the allocator ------------------------------------------------------------------------------------- */

extern void *__libc_malloc(size_t size), *__libc_calloc(size_t count, size_t size),
    *__libc_realloc(void *old, size_t size), *__libc_memalign(size_t alignment, size_t size);

static struct {
    _Atomic bool armed;
    long first; /* the allocation that fails, from 1; 0: none */
    bool all;   /* and each after it */
    bool trace;
    _Atomic long *count; /* shared with the parent */
} walk;

static bool fails(void)
{
    if (!walk.armed) return false;
    long now = ++*walk.count;
    if (!walk.first || (walk.all ? now < walk.first : now != walk.first)) return false;
    if (walk.trace && now == walk.first) {
        walk.armed = false;
        void *frames[FRAMES];
        backtrace_symbols_fd(frames, backtrace(frames, FRAMES), STDERR_FILENO);
        walk.armed = true;
    }
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails() ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return fails() ? NULL : __libc_realloc(old, size); }
void *memalign(size_t alignment, size_t size) { return fails() ? NULL : __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return fails() ? NULL : __libc_memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *taken = fails() ? NULL : __libc_memalign(alignment, size);
    if (!taken) return ENOMEM;
    *memory = taken;
    return 0;
}

/* All runs are of one moment: no walk goes past a midnight. */
time_t time(time_t *now)
{
    const time_t noon = 1800014400;
    if (now) *now = noon;
    return noon;
}

/* ---- one run ------------------------------------------------------------------------------------------- */

static void on_crash(int number)
{
    walk.armed = false;
    void *frames[FRAMES];
    backtrace_symbols_fd(frames, backtrace(frames, FRAMES), STDERR_FILENO);
    signal(number, SIG_DFL);
    raise(number);
}

typedef struct place {
    int out, said;          /* what the run writes */
    int master;             /* of the pseudo-terminal, -1 without one */
    char typed[TYPED_MOST]; /* what is typed there */
    size_t typed_size;
} place;

static void become_the_run(const place *p, int slave)
{
    dup2(p->out, STDOUT_FILENO);
    dup2(slave >= 0 ? slave : p->said, STDERR_FILENO);
    if (slave >= 0) dup2(slave, STDIN_FILENO);
    const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) signal(crashes[i], on_crash);
    alarm(HANGS_S);
    walk.armed = true;
}

/* A pseudo-terminal that repeats nothing of what is typed. */
static bool open_terminal(int *master, int *slave)
{
    struct termios how;
    if (openpty(master, slave, NULL, NULL, NULL) || tcgetattr(*slave, &how)) return false;
    how.c_lflag &= (tcflag_t)~ECHO;
    how.c_oflag &= (tcflag_t)~OPOST;
    return tcsetattr(*slave, TCSANOW, &how) == 0;
}

/* Copies what the run says on the pseudo-terminal, until it has ended and nothing is left. Its other end stays open
 * here until then: the last bytes of a terminal that is closed may be lost. */
static int listen_to(const place *p, pid_t child)
{
    enum { WAIT_MS = 1 };
    char bytes[4096];
    int how = 0;
    for (bool ended = false;;) {
        struct pollfd from = {.fd = p->master, .events = POLLIN};
        if (poll(&from, 1, ended ? 0 : WAIT_MS) > 0 && from.revents & POLLIN) {
            ssize_t got = read(p->master, bytes, sizeof bytes);
            if (got > 0 && write(p->said, bytes, (size_t)got) != got) _exit(94);
            continue;
        }
        if (ended) return how;
        ended = waitpid(child, &how, WNOHANG) == child;
    }
}

/* Forks; true in the child. The parent waits and gets the exit status, -signal for a crash. */
static bool run_once(place *p, int *status)
{
    if (ftruncate(p->out, 0) || ftruncate(p->said, 0)) _exit(90);
    lseek(p->out, 0, SEEK_SET);
    lseek(p->said, 0, SEEK_SET);
    *walk.count = 0;
    int slave = -1;
    if (p->typed_size && !open_terminal(&p->master, &slave)) _exit(91);
    pid_t child = fork();
    if (child < 0) _exit(92);
    if (!child) {
        become_the_run(p, slave);
        return true;
    }
    int how;
    if (slave >= 0) {
        if (write(p->master, p->typed, p->typed_size) != (ssize_t)p->typed_size) _exit(93);
        how = listen_to(p, child);
        close(slave);
        close(p->master);
    } else waitpid(child, &how, 0);
    *status = WIFEXITED(how) ? WEXITSTATUS(how) : -WTERMSIG(how);
    return false;
}

/* ---- what a run left ----------------------------------------------------------------------------------- */

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t size) /* FNV-1a */
{
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_file(uint64_t hash, int file, long *size)
{
    char bytes[65536];
    lseek(file, 0, SEEK_SET);
    *size = 0;
    for (ssize_t got; (got = read(file, bytes, sizeof bytes)) > 0; *size += got)
        hash = hash_bytes(hash, bytes, (size_t)got);
    return hash;
}

/* Names and contents of the folder's files, in whatever order; removes them. */
static int take_files(uint64_t *hash)
{
    int count = 0;
    DIR *folder = opendir(".");
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        long size;
        int file = open(entry->d_name, O_RDONLY);
        *hash += hash_file(hash_bytes(1, entry->d_name, strlen(entry->d_name)), file, &size);
        close(file);
        unlink(entry->d_name);
        count++;
    }
    if (folder) closedir(folder);
    return count;
}

static void report(int to, long number, int status, const place *p)
{
    long size;
    uint64_t files = 0, out = hash_file(1, p->out, &size);
    int count = take_files(&files);
    char said[SAID_MOST + 1];
    off_t length = lseek(p->said, 0, SEEK_END);
    ssize_t got = pread(p->said, said, SAID_MOST, length > SAID_MOST ? length - SAID_MOST : 0); /* its end matters */
    said[got < 0 ? 0 : got] = 0;
    for (char *at = said; *at; at++)
        if (*at == '\n' || *at == '\r' || *at == '\t') *at = *at == '\n' ? '|' : ' ';
    dprintf(to, "%ld\t%d\t%ld\t%ld\t%016lx\t%d\t%016lx\t%s\n", number, status, (long)*walk.count, size,
            (unsigned long)out, count, (unsigned long)files, said);
}

/* ---- all runs ------------------------------------------------------------------------------------------ */

static int (*program)(int argc, char **argv, char **environment);

static int walk_program(int argc, char **argv, char **environment)
{
    const char *how = getenv("LUMBAR_WALK"), *to = getenv("LUMBAR_WALK_REPORT"), *typed = getenv("LUMBAR_WALK_TYPED");
    long first, step, last;
    char mode[8];
    if (!how || !to || sscanf(how, "%ld,%ld,%ld,%7s", &first, &step, &last, mode) != 4)
        return program(argc, argv, environment);
    void *warm[1];
    backtrace(warm, 1); /* loads what it needs, before anything may fail */
    place p = {.out = memfd_create("out", 0), .said = memfd_create("said", 0), .master = -1};
    int file = typed ? open(typed, O_RDONLY) : -1;
    ssize_t size = file >= 0 ? read(file, p.typed, sizeof p.typed) : 0;
    if (file >= 0) close(file);
    p.typed_size = size > 0 ? (size_t)size : 0;
    walk.count = mmap(NULL, sizeof *walk.count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    walk.all = !strcmp(mode, "all");
    walk.trace = getenv("LUMBAR_WALK_TRACE") != NULL;
    bool none = !strcmp(mode, "none");
    for (long n = first; n <= last; n += step) {
        int status;
        walk.first = none ? 0 : n;
        if (run_once(&p, &status)) return program(argc, argv, environment);
        report(atoi(to), n, status, &p);
        if (!none && *walk.count < n) break; /* it ended before this one */
    }
    _exit(0);
}

/* glibc's: calls `main` when everything is loaded. */
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*loader_fini)(void), void *stack);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*loader_fini)(void), void *stack)
{
    int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    program = main;
    return start(walk_program, argc, argv, init, fini, loader_fini, stack);
}
