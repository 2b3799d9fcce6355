/* Flatbuffer tables in an untrusted file: every offset is checked before it is followed. */
#include <string.h>
#include "base/base.h"
#include "pose/tflite_parts.h"

bool lumbar_tflite_damaged(lumbar_tflite_reader *r, const char *what)
{
    return lumbar_fail(r->error, LUMBAR_SETUP, 0, "%s is damaged (%s): run scripts/setup again", r->name, what);
}

uint32_t lumbar_flat_get(lumbar_tflite_reader *r, size_t at, int bytes)
{
    if (at > r->size || r->size - at < (size_t)bytes) {
        r->bad = true;
        return 0;
    }
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++) value |= (uint32_t)r->data[at + (size_t)i] << (8 * i);
    return value;
}

int32_t lumbar_flat_int(lumbar_tflite_reader *r, size_t at) { return (int32_t)lumbar_flat_get(r, at, 4); }

size_t lumbar_flat_follow(lumbar_tflite_reader *r, size_t at) { return at + lumbar_flat_get(r, at, 4); }

size_t lumbar_flat_field(lumbar_tflite_reader *r, size_t table, int index)
{
    int64_t vtable = (int64_t)table - lumbar_flat_int(r, table);
    if (r->bad || vtable < 0 || (uint64_t)vtable > r->size) {
        r->bad = true;
        return 0;
    }
    uint32_t bytes = lumbar_flat_get(r, (size_t)vtable, 2), entry = 4 + 2 * (uint32_t)index;
    if (r->bad || entry + 2 > bytes) return 0;
    uint32_t offset = lumbar_flat_get(r, (size_t)vtable + entry, 2);
    return offset && !r->bad ? table + offset : 0;
}

uint32_t lumbar_flat_value(lumbar_tflite_reader *r, size_t table, int index, int bytes, uint32_t absent)
{
    size_t at = lumbar_flat_field(r, table, index);
    return at ? lumbar_flat_get(r, at, bytes) : absent;
}

size_t lumbar_flat_table(lumbar_tflite_reader *r, size_t table, int index)
{
    size_t at = lumbar_flat_field(r, table, index);
    return at ? lumbar_flat_follow(r, at) : 0;
}

lumbar_flat_vector lumbar_flat_vector_of(lumbar_tflite_reader *r, size_t table, int index, size_t bytes)
{
    size_t at = lumbar_flat_field(r, table, index);
    if (!at) return (lumbar_flat_vector){0};
    size_t start = lumbar_flat_follow(r, at);
    uint32_t count = lumbar_flat_get(r, start, 4);
    if (r->bad || (r->size - start - 4) / bytes < count) {
        r->bad = true;
        return (lumbar_flat_vector){0};
    }
    return (lumbar_flat_vector){start + 4, count};
}
