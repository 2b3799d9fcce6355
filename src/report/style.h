/* page/style.css, written into C by embed_style.py: the page and the report look alike. */
#ifndef LUMBAR_REPORT_STYLE_H
#define LUMBAR_REPORT_STYLE_H

#include <stddef.h>

extern const char lumbar_style[]; /* [lumbar_style_size] bytes, no final 0 */
extern const size_t lumbar_style_size;
extern const char lumbar_style_hash[]; /* "sha256-..." for the Content-Security-Policy */

#endif
