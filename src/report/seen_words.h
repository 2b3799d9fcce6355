/* Words for what recordings showed, the same on every door. */
#ifndef LUMBAR_REPORT_SEEN_WORDS_H
#define LUMBAR_REPORT_SEEN_WORDS_H

#include "base/base.h"

/* Sets, and stretches not looked at, that are told one by one: own choice, an hour of training has fewer sets. All
 * stand in the JSON. */
enum { LUMBAR_TOLD_MOST = 40 };

const char *lumbar_file_name(const lumbar_knowledge *knowledge, const char *path); /* without its folder */
const char *lumbar_view_words(const lumbar_knowledge *knowledge,
                              const char *view); /* "from the side"; NULL where it is not known */
const char *lumbar_measure_words(const lumbar_knowledge *knowledge,
                                 const char *id); /* head of a column; NULL for one that has no words */

/* A finding that one recording, or several, made: present and absent ones are told, each in its sentence. */
bool lumbar_told_from_recording(const lumbar_finding *finding, lumbar_state state);

/* What could not be told, one sentence for each reason: "We could not tell whether ... or whether ...: the camera
 * moves." False where finding `index` is none, or where an earlier one of the same reason and cure has told it. */
bool lumbar_unseen_sentence(const lumbar_knowledge *knowledge, const lumbar_answer *answer, size_t index,
                            lumbar_text *sentence);

/* Why stretches were not looked at, each reason once; `left`: stretches whose reason found no room. What is too short
 * to be missed is not told. */
size_t lumbar_gap_reasons(const lumbar_recording *recording, const char *reasons[LUMBAR_TOLD_MOST], size_t *left);

/* "0:00 to 0:01, 0:04 to 0:06: no person in the picture". */
void lumbar_gap_sentence(const lumbar_knowledge *knowledge, const lumbar_recording *recording, const char *reason,
                         lumbar_text *sentence);

/* "sit-up", or "sit-up (not sure)". */
void lumbar_set_name(const lumbar_knowledge *knowledge, const lumbar_set *set, lumbar_text *text);

/* "sit-up, meant as crunch, 10 repetitions (not sure)"; `brief`: "sit-up, 10 repetitions". */
void lumbar_set_words(const lumbar_knowledge *knowledge, const lumbar_set *set, bool brief, lumbar_text *text);

#endif
