/* An RGB picture to draw on. Positions are continuous pixels of the canvas: pixel (i, j) covers i..i+1 and j..j+1. */
#ifndef LUMBAR_PICTURE_CANVAS_H
#define LUMBAR_PICTURE_CANVAS_H

#include "base/base.h"
#include "recording/image.h"

typedef struct lumbar_canvas {
    uint8_t *pixels; /* [height][width][3] R, G, B; owned by the arena */
    int width, height;
} lumbar_canvas;

typedef struct lumbar_spot {
    double x, y;
} lumbar_spot;

typedef struct lumbar_ink {
    uint8_t red, green, blue;
    double opacity; /* 0..1 */
} lumbar_ink;

typedef struct lumbar_pen {
    double width; /* px */
    lumbar_ink ink;
} lumbar_pen;

/* Upright, its sides along the canvas's. */
typedef struct lumbar_box {
    double x, y, width, height;
} lumbar_box;

/* The part of the upright picture that a canvas shows: canvas = (picture - origin) * scale. */
typedef struct lumbar_picture_window {
    double x, y;          /* px of the upright picture at the canvas's top left */
    double width, height; /* px of the upright picture */
    double scale;         /* canvas pixels per picture pixel */
} lumbar_picture_window;

/* Black. pixels is NULL when out of memory. */
lumbar_canvas lumbar_canvas_new(lumbar_arena *arena, int width, int height);

/* Fills the canvas with the window of the picture, averaging where it shrinks. Outside the picture is grey. */
void lumbar_canvas_take(lumbar_canvas *canvas, const lumbar_image *image, const lumbar_picture_window *window);

/* A line through `count` points with round ends; smooth edges. Points that are not finite break the line. */
void lumbar_draw_line(lumbar_canvas *canvas, const lumbar_spot *points, size_t count, lumbar_pen pen);
/* The same, and from the last point back to the first. */
void lumbar_draw_loop(lumbar_canvas *canvas, const lumbar_spot *points, size_t count, lumbar_pen pen);
void lumbar_draw_dot(lumbar_canvas *canvas, lumbar_spot centre, double radius, lumbar_ink ink);
void lumbar_draw_box(lumbar_canvas *canvas, lumbar_box box, lumbar_ink ink);

/* Replaces what is inside the disc (or outside the polygon) by squares of one colour, so that it cannot be recognised
 * nor restored. `block` is the squares' side in pixels. */
void lumbar_mosaic_disc(lumbar_canvas *canvas, lumbar_spot centre, double radius, int block);
void lumbar_mosaic_outside(lumbar_canvas *canvas, lumbar_arena *arena, const lumbar_spot *polygon, size_t count,
                           int block);

#endif
