/* Functions that each C library rounds in its own way, made of operations that every processor rounds alike: the same
 * bytes here, in a browser and on any machine. Within 4 units in the last place of the C
 * library's, which is tested. */
#ifndef LUMBAR_BASE_EXACT_H
#define LUMBAR_BASE_EXACT_H

double lumbar_exp(double x);
double lumbar_log(double x);
double lumbar_sin(double x);
double lumbar_cos(double x);
double lumbar_atan2(double y, double x);
double lumbar_length(double x, double y); /* hypot, for numbers whose squares are numbers */

#endif
