/* Numbers by chance that are the same on every machine. */
#ifndef LUMBAR_VALIDATE_CHANCE_H
#define LUMBAR_VALIDATE_CHANCE_H

#include <stdint.h>
#include <stdlib.h>

/* splitmix64 */
static inline uint64_t lumbar_chance_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline double lumbar_chance(uint64_t *state) /* 0..1, below 1 */
{
    return (double)(lumbar_chance_next(state) >> 11) / 9007199254740992.0;
}

static inline size_t lumbar_chance_below(uint64_t *state, size_t limit)
{
    return (size_t)(lumbar_chance_next(state) % limit);
}

#endif
