/* SHA-256 (FIPS 180-4) of bytes in memory. */
#ifndef LUMBAR_POSE_SHA256_H
#define LUMBAR_POSE_SHA256_H

#include <stddef.h>
#include <stdint.h>

void lumbar_sha256(const uint8_t *data, size_t size, char hex[65]); /* lower-case digits and a final 0 */

#endif
