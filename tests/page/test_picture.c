/* Pictures as browsers hand them over: planes, pairs and points give the same colours; a description that does not fit
 * the pixels is refused. */
#include <string.h>
#include "../check.h"
#include "page/picture.h"

enum { WIDE = 6, HIGH = 4, COLUMNS = 3, ROWS = 2, PLANES = WIDE * HIGH + 2 * COLUMNS * ROWS };

/* 6 x 4 points with half chroma, Y and U and V apart. */
static lumbar_look_picture planes(void)
{
    return (lumbar_look_picture){.form = LUMBAR_LOOK_PLANES,
                                 .width = WIDE,
                                 .height = HIGH,
                                 .at = {0, WIDE * HIGH, WIDE * HIGH + COLUMNS * ROWS},
                                 .stride = {WIDE, COLUMNS, COLUMNS},
                                 .shift = {1, 1},
                                 .matrix = 2,
                                 .turn = {1, 0, 0, 1},
                                 .ratio = {1, 1}};
}

static bool take(const lumbar_look_picture *about, size_t size, lumbar_image *image, int shape[2])
{
    uint8_t *pixels = lumbar_look_pixels(size);
    assert_non_null(pixels);
    for (size_t i = 0; i < size; i++) pixels[i] = (uint8_t)(7 * i + 1);
    *lumbar_look_about() = *about;
    return lumbar_look_image(image, shape);
}

static void test_planes_and_pairs(void **state)
{
    (void)state;
    lumbar_image image;
    int shape[2] = {0, 0};
    lumbar_look_picture about = planes();
    assert_true(take(&about, PLANES, &image, shape));
    assert_int_equal(shape[0], WIDE);
    assert_int_equal(shape[1], HIGH);
    assert_true(image.planar);
    assert_int_equal(image.plane[1][1], (uint8_t)(7 * (WIDE * HIGH + 1) + 1));
    about.form = LUMBAR_LOOK_PAIRS;
    about.stride[1] = 2 * COLUMNS;
    assert_true(take(&about, PLANES, &image, shape));
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        assert_int_equal(image.plane[1][i], (uint8_t)(7 * (WIDE * HIGH + 2 * i) + 1));
        assert_int_equal(image.plane[2][i], (uint8_t)(7 * (WIDE * HIGH + 2 * i + 1) + 1));
    }
}

static void test_points(void **state)
{
    (void)state;
    lumbar_image image;
    int shape[2] = {0, 0};
    lumbar_look_picture about = {.form = LUMBAR_LOOK_POINTS,
                                 .width = WIDE,
                                 .height = HIGH,
                                 .stride = {4 * WIDE},
                                 .turn = {0, 1, -1, 0}, /* a quarter to the right */
                                 .ratio = {1, 1}};
    assert_true(take(&about, 4 * WIDE * HIGH, &image, shape));
    assert_false(image.planar);
    assert_int_equal(shape[0], HIGH);
    assert_int_equal(shape[1], WIDE);
    for (int i = 0; i < WIDE * HIGH; i++)
        for (int c = 0; c < 3; c++) assert_int_equal(image.plane[0][3 * i + c], (uint8_t)(7 * (4 * i + c) + 1));
}

static void test_refused(void **state)
{
    (void)state;
    lumbar_image image;
    int shape[2] = {0, 0};
    lumbar_look_picture about;
    int32_t *fields[] = {&about.width, &about.height,   &about.at[1],     &about.at[2],
                         &about.at[0], &about.shift[0], &about.stride[0], &about.stride[2]};
    static const int32_t values[] = {1 << 20, 0, INT32_MAX, PLANES, -1, 3, 2, INT32_MAX};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        about = planes();
        *fields[i] = values[i];
        assert_false(take(&about, PLANES, &image, shape));
    }
    about = planes();
    assert_false(take(&about, PLANES - 1, &image, shape));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_planes_and_pairs),
    cmocka_unit_test(test_points),
    cmocka_unit_test(test_refused),
};

CHECK_MAIN(tests)
