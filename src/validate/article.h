/* `lumbar validate article`: is every sentence of the article carried by rows of the tables? */
#ifndef LUMBAR_VALIDATE_ARTICLE_H
#define LUMBAR_VALIDATE_ARTICLE_H

#include "validate/validate.h"

/* Passes where each sentence names questions, findings and causes that exist, any advice that it names exists, and each
 * of its findings can be told. */
lumbar_validate lumbar_validate_article;

#endif
