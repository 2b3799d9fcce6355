/* One arena holds all that dies together: a list of blocks, each at least as large as what was asked for. The strict
 * arena gives each request memory of its own and of its exact size, so that a sanitizer sees every access beyond it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LUMBAR_STRICT_ARENA
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(LUMBAR_STRICT_ARENA)
#define LUMBAR_STRICT_ARENA
#endif

#ifdef LUMBAR_STRICT_ARENA

struct lumbar_arena {
    void **pieces; /* [count] one for each request */
    size_t count, room;
    size_t handed_out;
    bool failed; /* a request could not be met */
};

void lumbar_arena_free(lumbar_arena *arena)
{
    if (!arena) return;
    for (size_t i = 0; i < arena->count; i++) free(arena->pieces[i]);
    free(arena->pieces);
    free(arena);
}

/* Zeroed memory for so many bytes, NULL when there is none. */
static void *take(lumbar_arena *arena, size_t bytes)
{
    if (arena->count == arena->room) {
        size_t room = arena->room ? 2 * arena->room : 64;
        void **pieces = realloc(arena->pieces, room * sizeof *pieces);
        if (!pieces) return NULL;
        arena->pieces = pieces;
        arena->room = room;
    }
    void *memory = calloc(1, bytes);
    if (!memory) return NULL;
    arena->pieces[arena->count++] = memory;
    arena->handed_out += bytes;
    return memory;
}

#else

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

typedef struct block {
    struct block *next;
    size_t used, capacity;
    _Alignas(ALIGNMENT) unsigned char data[];
} block;

struct lumbar_arena {
    block *blocks;
    size_t handed_out;
    bool failed; /* a request could not be met */
};

void lumbar_arena_free(lumbar_arena *arena)
{
    if (!arena) return;
    for (block *b = arena->blocks; b;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

static void *take(lumbar_arena *arena, size_t bytes)
{
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!bytes) bytes = ALIGNMENT;
    block *b = arena->blocks;
    if (!b || b->capacity - b->used < bytes) {
        size_t capacity = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
        b = calloc(1, sizeof(block) + capacity);
        if (!b) return NULL;
        b->capacity = capacity;
        if (arena->blocks && bytes > BLOCK_BYTES) { /* keep filling the current block after a large one */
            b->next = arena->blocks->next;
            arena->blocks->next = b;
        } else {
            b->next = arena->blocks;
            arena->blocks = b;
        }
    }
    void *memory = b->data + b->used;
    b->used += bytes;
    arena->handed_out += bytes;
    return memory;
}

#endif

lumbar_arena *lumbar_arena_new(void) { return calloc(1, sizeof(lumbar_arena)); }

size_t lumbar_arena_used(const lumbar_arena *arena) { return arena ? arena->handed_out : 0; }

void *lumbar_alloc(lumbar_arena *arena, size_t count, size_t size)
{
    void *memory = size && count > (SIZE_MAX / 2) / size ? NULL : take(arena, count * size);
    if (!memory) arena->failed = true;
    return memory;
}

void lumbar_arena_spend(lumbar_arena *arena) { arena->failed = true; }

void lumbar_scratch_free(lumbar_arena *arena, lumbar_arena *scratch)
{
    if (!scratch || scratch->failed) arena->failed = true;
    lumbar_arena_free(scratch);
}

bool lumbar_settle(const lumbar_arena *arena, bool good, lumbar_error *error)
{
    return arena->failed ? lumbar_fail_memory(error) : good;
}

char *lumbar_copy(lumbar_arena *arena, const char *text, size_t length)
{
    char *copy = lumbar_alloc(arena, length < SIZE_MAX ? length + 1 : length, 1);
    if (copy) memcpy(copy, text, length);
    return copy;
}

char *lumbar_format(lumbar_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = lumbar_vprint(NULL, 0, format, args); /* below 0 where it lacked memory */
    char *text = lumbar_alloc(arena, length < 0 ? SIZE_MAX : (size_t)length + 1, 1);
    if (text) lumbar_vprint(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
