/* Vectors of 4, 8 and 16 floats and the few things that the kernels do with them, each the same on every processor.
 * LUMBAR_LANES is the widest that a file is compiled for. */
#ifndef LUMBAR_POSE_ENGINE_VECTOR_H
#define LUMBAR_POSE_ENGINE_VECTOR_H

#include <stddef.h>
#include <stdint.h>
#include "pose/engine_kernels.h"
#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define INLINE static inline __attribute__((always_inline, unused))
/* For loops of constant length over vectors in registers, and for those that must not be widened: a browser's compiler
 * loads the numbers of several rounds ahead and runs out of registers. */
#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#define KEEP_ROLLED _Pragma("clang loop unroll(disable)")
#else
#define UNROLL _Pragma("GCC unroll 32")
#define KEEP_ROLLED _Pragma("GCC unroll 1")
#endif

/* A map's numbers are rounded to 13 significant bits (lumbar_rounding), and the weights have 11: a product has at most
 * 24 and is exact. So it makes no difference whether a processor rounds it before it is added (SSE2, WebAssembly) or
 * not (fused: AVX2, AVX-512, NEON), and WebAssembly's relaxed one, which leaves it to the processor, gives one result.
 *
 * `u` may stand anywhere in memory. `end`: a lumbar_finish without what is added. */
#define VECTOR_TYPE(N)                                                             \
    typedef float v##N __attribute__((vector_size(4 * N), may_alias));             \
    typedef float u##N __attribute__((vector_size(4 * N), aligned(4), may_alias)); \
    typedef int32_t i##N __attribute__((vector_size(4 * N), may_alias));           \
    typedef struct end##N {                                                        \
        v##N low, high;                                                            \
        i##N half, dropped, size, least;                                           \
    } end##N;                                                                      \
    INLINE v##N load##N(const float *p) { return *(const u##N *)p; }               \
    INLINE void store##N(float *p, v##N v) { *(u##N *)p = v; }                     \
    INLINE v##N rounded##N(v##N v, const end##N *e)                                \
    {                                                                              \
        i##N bits = ((i##N)v + e->half) & ~e->dropped;                             \
        return (v##N)(bits & ~(i##N)(e->least > (bits & e->size)));                \
    }

/* SUM + A * B; V where it is above (below) LIMIT, else LIMIT, which no number at all becomes too. */
#define VECTOR_WORK(N, FUSED, ABOVE, BELOW)                                                               \
    INLINE v##N madd##N(v##N sum, v##N a, v##N b) { return (v##N)FUSED; }                                 \
    INLINE v##N above##N(v##N v, v##N limit) { return (v##N)ABOVE; }                                      \
    INLINE v##N below##N(v##N v, v##N limit) { return (v##N)BELOW; }                                      \
    INLINE v##N clamp##N(v##N v, v##N low, v##N high) { return below##N(above##N(v, low), high); }        \
    INLINE v##N ended##N(v##N v, const end##N *e) { return rounded##N(clamp##N(v, e->low, e->high), e); } \
    INLINE end##N end##N##_of(float low, float high, const lumbar_rounding *r)                            \
    {                                                                                                     \
        i##N none = {0};                                                                                  \
        return (end##N){splat##N(low),     splat##N(high), none + r->half,                                \
                        none + r->dropped, none + r->size, none + r->least};                              \
    }

VECTOR_TYPE(4)
INLINE v4 splat4(float x) { return (v4){x, x, x, x}; }

#if defined(__FMA__)
#define FUSED_4 _mm_fmadd_ps((__m128)a, (__m128)b, (__m128)sum)
#elif defined(__aarch64__)
#define FUSED_4 vfmaq_f32((float32x4_t)sum, (float32x4_t)a, (float32x4_t)b)
#elif defined(__wasm_relaxed_simd__)
#define FUSED_4 __builtin_wasm_relaxed_madd_f32x4(a, b, sum)
#else
#define FUSED_4 (sum + a * b)
#endif
#if defined(__SSE2__)
VECTOR_WORK(4, FUSED_4, _mm_max_ps((__m128)v, (__m128)limit), _mm_min_ps((__m128)v, (__m128)limit))
#elif defined(__wasm_simd128__)
VECTOR_WORK(4, FUSED_4, wasm_f32x4_pmax((v128_t)limit, (v128_t)v), wasm_f32x4_pmin((v128_t)limit, (v128_t)v))
#else
VECTOR_WORK(4, FUSED_4, (((i4)v & (v > limit)) | ((i4)limit & ~(v > limit))),
            (((i4)v & (v < limit)) | ((i4)limit & ~(v < limit))))
#endif

#if LUMBAR_LANES >= 8
VECTOR_TYPE(8)
INLINE v8 splat8(float x) { return (v8){x, x, x, x, x, x, x, x}; }
VECTOR_WORK(8, _mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)sum), _mm256_max_ps((__m256)v, (__m256)limit),
            _mm256_min_ps((__m256)v, (__m256)limit))
#endif

#if LUMBAR_LANES >= 16
VECTOR_TYPE(16)
INLINE v16 splat16(float x) { return (v16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }
VECTOR_WORK(16, _mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)sum), _mm512_max_ps((__m512)v, (__m512)limit),
            _mm512_min_ps((__m512)v, (__m512)limit))
#endif

#endif
