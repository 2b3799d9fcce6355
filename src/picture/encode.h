/* A canvas as a JPEG in memory; canvases as an MP4 film. The only writer of picture files. */
#ifndef LUMBAR_PICTURE_ENCODE_H
#define LUMBAR_PICTURE_ENCODE_H

#include "base/file.h"
#include "picture/canvas.h"

/* JPEG bytes, owned by the arena. NULL and *error when it cannot be encoded. */
const uint8_t *lumbar_jpeg(lumbar_arena *arena, const lumbar_canvas *canvas, size_t *size, lumbar_error *error);

typedef struct lumbar_film_writer lumbar_film_writer;

/* Begins an MP4 of H.264 pictures of that size (made even) in `output`, which must outlive the writer and gets nothing
 * else. NULL and *error on failure. */
lumbar_film_writer *lumbar_film_open(lumbar_output *output, int width, int height, lumbar_error *error);
bool lumbar_film_add(lumbar_film_writer *film, const lumbar_canvas *canvas, double time_s, lumbar_error *error);
/* Ends the film. False and *error when it could not be written whole. Frees the writer in any case; NULL is fine. */
bool lumbar_film_close(lumbar_film_writer *film, lumbar_error *error);

#endif
