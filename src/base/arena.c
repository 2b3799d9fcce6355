/* One arena holds all that dies together: a list of blocks, each at least as large as what was asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

typedef struct block {
    struct block *next;
    size_t used, capacity;
    _Alignas(ALIGNMENT) unsigned char data[];
} block;

struct lumbar_arena {
    block *blocks;
    size_t handed_out;
};

lumbar_arena *lumbar_arena_new(void) { return calloc(1, sizeof(lumbar_arena)); }

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

size_t lumbar_arena_used(const lumbar_arena *arena) { return arena ? arena->handed_out : 0; }

void *lumbar_alloc(lumbar_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 2) / size) return NULL;
    size_t bytes = count * size;
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

char *lumbar_copy(lumbar_arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? lumbar_alloc(arena, length + 1, 1) : NULL;
    if (copy) memcpy(copy, text, length);
    return copy;
}

char *lumbar_format(lumbar_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = length < 0 ? NULL : lumbar_alloc(arena, (size_t)length + 1, 1);
    if (text) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
