/* Until these land. */
#include "cli/cli.h"
size_t lumbar_knowledge_check(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *const **problems)
{
    (void)arena, (void)knowledge, (void)problems;
    return 0;
}
