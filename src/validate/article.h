/* `lumbar validate article`: is every sentence of the article carried by rows of the tables? */
#ifndef LUMBAR_VALIDATE_ARTICLE_H
#define LUMBAR_VALIDATE_ARTICLE_H

#include "base/base.h"

/* Appends lumbar.validate/1 to `json` and the same for people to `words` (either may be NULL); *pass: each
 * sentence names questions, findings and causes that exist, any advice that it names exists, and each of its
 * findings can be told. */
bool lumbar_validate_article(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_text *json,
                             lumbar_text *words, bool *pass, lumbar_error *error);

#endif
