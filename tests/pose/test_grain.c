/* A picture that was enlarged holds no more than it did. */
#include <math.h>
#include <stdlib.h>
#include "../check.h"
#include "pose/grain.h"

enum { WIDTH = 240, HEIGHT = 160, TIMES_MOST = 4 };

/* Bars and discs of many sizes, edges sharp to the pixel but for what a lens leaves. */
static double plain(double x, double y)
{
    double sum = 60 + 25 * sin(x / 40) + 20 * cos(y / 33);
    for (int k = 1; k < 7; k++) {
        double across = fmod(37.0 * k * k, WIDTH) - x, down = fmod(53.0 * k * k * k, HEIGHT) - y;
        sum += 25 * (k % 2 ? 1 : -1) / (1 + exp(2 * (hypot(across, down) - 4 - 3 * k)));
        sum += 18 / (1 + exp(-2.5 * (fmod(x * cos(k) + y * sin(k) + 900, 7 + 5 * k) - 3 - 2 * k)));
    }
    return sum;
}

static double pixel(int x, int y)
{
    return fmin(255, fmax(0, plain(x < WIDTH ? x : WIDTH - 1, y < HEIGHT ? y : HEIGHT - 1)));
}

/* The grain of that picture, made `times` as large by even steps between its pixels. */
static double grain_of(int times, bool planar)
{
    static uint8_t bytes[3 * WIDTH * HEIGHT * TIMES_MOST * TIMES_MOST];
    int width = WIDTH * times, height = HEIGHT * times, per = planar ? 1 : 3;
    for (int i = 0; i < width * height; i++) {
        int x = i % width / times, y = i / width / times;
        double right = (double)(i % width % times) / times, below = (double)(i / width % times) / times;
        double top = pixel(x, y) * (1 - right) + pixel(x + 1, y) * right,
               low = pixel(x, y + 1) * (1 - right) + pixel(x + 1, y + 1) * right;
        for (int k = 0; k < per; k++) bytes[per * i + k] = (uint8_t)(top * (1 - below) + low * below);
    }
    lumbar_image image = {.plane = {bytes},
                          .stride = {per * width},
                          .stored_width = width,
                          .stored_height = height,
                          .planar = planar,
                          .width = width,
                          .height = height};
    lumbar_grain grain = {.looks = 0};
    for (int i = 0; i < 3; i++) lumbar_grain_look(&grain, &image, i);
    assert_int_equal(grain.looks, 3);
    return lumbar_grain_of(&grain);
}

static void an_enlarged_picture_is_as_sharp_as_it_was(void **state)
{
    (void)state;
    for (int planar = 0; planar < 2; planar++) {
        double two = grain_of(2, planar), four = grain_of(4, planar);
        print_message("# %.3f %.3f %.3f\n", grain_of(1, planar), two, four);
        assert_true(grain_of(1, planar) == 1);
        assert_true(two >= 2 && two < 3);
        assert_true(four > 3 && four < 6);
    }
}

static void of_no_picture_and_of_one_without_anything_in_it_nothing_is_told(void **state)
{
    (void)state;
    static uint8_t grey[64 * 64];
    lumbar_image image = {.plane = {grey}, .stride = {64}, .stored_width = 64, .stored_height = 64, .planar = true};
    lumbar_grain grain = {.looks = 0};
    assert_true(lumbar_grain_of(&grain) == 0);
    for (int i = 0; i < 100; i++) lumbar_grain_look(&grain, &image, i / 10.0);
    assert_true(grain.looks <= 10); /* one a second, and no more than are needed */
    assert_true(lumbar_grain_of(&grain) == 1);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_enlarged_picture_is_as_sharp_as_it_was),
    cmocka_unit_test(of_no_picture_and_of_one_without_anything_in_it_nothing_is_told),
};
CHECK_MAIN(tests)
