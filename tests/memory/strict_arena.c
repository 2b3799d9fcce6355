/* The arena that takes memory of its own for each request, so that each can be made to fail. */
#define LUMBAR_STRICT_ARENA
#include "base/arena.c"
