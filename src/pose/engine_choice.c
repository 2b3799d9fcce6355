/* Which sets of kernels this processor can run. */
#include "pose/engine_kernels.h"

const lumbar_kernels *lumbar_kernels_at(int index)
{
    const lumbar_kernels *sets[3];
    int count = 0;
#if defined(__x86_64__)
    bool narrow = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (narrow && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
        sets[count++] = &lumbar_kernels_avx512;
    if (narrow) sets[count++] = &lumbar_kernels_avx2;
#endif
    sets[count++] = &lumbar_kernels_plain;
    return index < count ? sets[index] : NULL;
}
