/* The program's own wording: which rows of `phrases` there must be, and their holes. */
#ifndef LUMBAR_REASON_PHRASES_H
#define LUMBAR_REASON_PHRASES_H

/* One list of the phrases that an answer or a recording is worded with: enum name, row, its named holes. */
#define LUMBAR_PHRASES(X)                                         \
    X(MOST_CONSISTENT, "most-consistent", "cause")                \
    X(MOST_CONSISTENT_ALSO, "most-consistent-also", "cause also") \
    X(WRONG_IF, "wrong-if", "what")                               \
    X(NOT_ENOUGH, "not-enough", "")                               \
    X(NOT_ENOUGH_CHANGE, "not-enough-change", "")                 \
    X(NOT_ENOUGH_WRONG, "not-enough-wrong", "")                   \
    X(NOT_ENOUGH_SEEN, "not-enough-seen", "")                     \
    X(PROVISIONAL, "provisional", "")                             \
    X(URGENT_CAUSE, "urgent-cause", "")                           \
    X(URGENT_CHANGE, "urgent-change", "")                         \
    X(URGENT_WRONG, "urgent-wrong", "")                           \
    X(PLAN_HELP, "plan-help", "signs")                            \
    X(INSTEAD, "instead", "exercise easier")                      \
    X(LEAVE_OUT, "leave-out", "exercise")                         \
    X(ON_DAY, "on-day", "day month")                              \
    X(IN_DAYS, "in-days", "days")                                 \
    X(MONTHS, "months", "")                                       \
    X(TOMORROW, "tomorrow", "")                                   \
    X(NEXT_WORKOUT, "next-workout", "")                           \
    X(SEVEN_DAYS, "seven-days", "")                               \
    X(REASON_AT, "reason-at", "reason time")                      \
    X(REASON_SEEN, "reason-seen", "reason time")                  \
    X(STATUS, "status", "")                                       \
    X(STATUS_REVIEWED, "status-reviewed", "")                     \
    X(MORE, "more", "")                                           \
    X(OPEN, "open", "count")                                      \
    X(OPEN_ONE, "open-one", "")                                   \
    X(OPEN_HOW, "open-how", "command")                            \
    X(FOLD_OPEN, "fold-open", "")                                 \
    X(FOLD_SEE, "fold-see", "")                                   \
    X(FOLD_ADVICE, "fold-advice", "")                             \
    X(FOLD_CAUSES, "fold-causes", "")                             \
    X(FOLD_CONTESTED, "fold-contested", "")                       \
    X(FOLD_RECORDING, "fold-recording", "")                       \
    X(FOLD_EASIER, "fold-easier", "")                             \
    X(SHEET_TITLE, "sheet-title", "")                             \
    X(SHEET_FLAGS, "sheet-flags", "")                             \
    X(SHEET_YES, "sheet-yes", "")                                 \
    X(SHEET_UNSURE, "sheet-unsure", "")                           \
    X(SHEET_NO, "sheet-no", "")                                   \
    X(SHEET_OPEN, "sheet-open", "")                               \
    X(SHEET_NONE, "sheet-none", "")                               \
    X(SHEET_NOTE, "sheet-note", "")                               \
    X(SHEET_CAUSES, "sheet-causes", "")                           \
    X(SHEET_SHARE, "sheet-share", "share")                        \
    X(SHEET_FOR, "sheet-for", "")                                 \
    X(SHEET_AGAINST, "sheet-against", "")                         \
    X(SHEET_ASKED, "sheet-asked", "")                             \
    X(SHEET_TOLD, "sheet-told", "")                               \
    X(SHEET_NOT_ASKED, "sheet-not-asked", "")                     \
    X(SHEET_MORE, "sheet-more", "count")                          \
    X(HELP_NOW, "help-now", "")                                   \
    X(HELP_CALL, "help-call", "number")                           \
    X(HELP_COUNTRY, "help-country", "")                           \
    X(HELP_NUMBERS, "help-numbers", "numbers")                    \
    X(HELP_NUMBER, "help-number", "number country")               \
    X(HELP_SAY, "help-say", "")                                   \
    X(HELP_WHERE, "help-where", "")                               \
    X(HELP_ASK, "help-ask", "")                                   \
    X(HELP_TOLD, "help-told", "")                                 \
    X(HELP_MISTAKE, "help-mistake", "")                           \
    X(CALENDAR_TITLE, "calendar-title", "")                       \
    X(CALENDAR_HOW, "calendar-how", "")                           \
    X(CALENDAR_NONE, "calendar-none", "")                         \
    X(GAP_NO_SIZE, "gap-no-size", "")                             \
    X(GAP_BRIEF, "gap-brief", "")                                 \
    X(GAP_LEGS, "gap-legs", "")                                   \
    X(GAP_LOST, "gap-lost", "")                                   \
    X(GAP_SHAKE, "gap-shake", "")                                 \
    X(GAP_FRONT, "gap-front", "")                                 \
    X(GAP_NOBODY, "gap-nobody", "")                               \
    X(NOTE_TURNED, "note-turned", "")                             \
    X(NOTE_LYING, "note-lying", "")                               \
    X(NOTE_TILTED, "note-tilted", "degrees")                      \
    X(NOTE_FEET, "note-feet", "")                                 \
    X(NOTE_PICTURES, "note-pictures", "")                         \
    X(NOTE_FEW_PICTURES, "note-few-pictures", "")                 \
    X(NOTE_BRIEF_PICTURES, "note-brief-pictures", "")             \
    X(NOTE_SECOND_PERSON, "note-second-person", "")               \
    X(NOTE_DROPPED, "note-dropped", "count")                      \
    X(NOTE_SHAPE, "note-shape", "")                               \
    X(NOTE_TIMES, "note-times", "")                               \
    X(NOTE_HEIGHT, "note-height", "metres")                       \
    X(MOMENT_WORST, "moment-worst", "finding time")               \
    X(MOMENT_BEST, "moment-best", "time")                         \
    X(MOMENT_BEST_HOLD, "moment-best-hold", "time")               \
    X(MOMENT_HOLD, "moment-hold", "time")                         \
    X(MOMENT_TURN, "moment-turn", "time")                         \
    X(CURVE_TRUNK, "curve-trunk", "")                             \
    X(CURVE_HIP, "curve-hip", "")                                 \
    X(CURVE_KNEE, "curve-knee", "")                               \
    X(CURVE_NECK, "curve-neck", "")                               \
    X(CURVE_LUMBAR, "curve-lumbar", "")

typedef enum lumbar_phrase_id {
#define X(name, row, holes) LUMBAR_PHRASE_##name,
    LUMBAR_PHRASES(X)
#undef X
        LUMBAR_PHRASE_COUNT
} lumbar_phrase_id;

#endif
