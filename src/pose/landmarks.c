/* BlazePose's landmark network: its outputs become points in the picture. */
#include <math.h>
#include "base/exact.h"
#include "pose/landmarks.h"

enum { SIDE = LUMBAR_MASK_SIDE, POINTS = 39, HEATMAP_SIDE = 64, REACH = 3, HIPS = 33, SCALE_POINT = 34 };
enum { OUT_POINTS, OUT_PRESENCE, OUT_MASK, OUT_HEATMAP, OUT_WORLD };
static const double heat_least = 0.5; /* MediaPipe refines only where the heatmap is at least this sure */

static double logistic(double x) { return 1 / (1 + lumbar_exp(-x)); }

void lumbar_heatmap_refine(const lumbar_heatmap *map, double *x, double *y)
{
    int side = map->side;
    if (!(*x >= 0 && *y >= 0 && *x < 1 && *y < 1)) return;
    const float *at = map->logits + map->channel;
    int column = (int)(*x * side), row = (int)(*y * side);
    double sum = 0, sum_x = 0, sum_y = 0, most = 0;
    for (int r = row - REACH; r <= row + REACH; r++) {
        for (int c = column - REACH; c <= column + REACH; c++) {
            if (r < 0 || c < 0 || r >= side || c >= side) continue;
            double heat = logistic(at[((size_t)r * (size_t)side + (size_t)c) * (size_t)map->channels]);
            sum += heat;
            sum_x += heat * c;
            sum_y += heat * r;
            if (heat > most) most = heat;
        }
    }
    if (!(most >= heat_least) || !(sum > 0)) return;
    *x = sum_x / sum / side;
    *y = sum_y / sum / side;
}

bool lumbar_landmarks_find(lumbar_network *network, const lumbar_image *image, const lumbar_region *region,
                           lumbar_landmarks *out)
{
    lumbar_region_sample(image, region, (lumbar_patch){SIDE, 0, 1}, lumbar_network_input(network));
    if (!lumbar_network_run(network)) return false;
    const float *raw = lumbar_network_output(network, OUT_POINTS), *world = lumbar_network_output(network, OUT_WORLD);
    const float *heat = lumbar_network_output(network, OUT_HEATMAP);
    float presence = lumbar_network_output(network, OUT_PRESENCE)[0];
    out->presence = presence >= 0 && presence <= 1 ? presence : 0;
    out->mask = lumbar_network_output(network, OUT_MASK);
    double c = lumbar_cos(region->angle), s = lumbar_sin(region->angle);
    for (int i = 0; i <= SCALE_POINT; i++) {
        double u = (double)raw[5 * i] / SIDE, v = (double)raw[5 * i + 1] / SIDE;
        lumbar_heatmap_refine(&(lumbar_heatmap){heat, HEATMAP_SIDE, POINTS, i}, &u, &v);
        double *place = i == HIPS ? out->hips : i == SCALE_POINT ? out->scale_point : out->points[i];
        lumbar_region_to_picture(region, u, v, &place[0], &place[1]);
        if (!isfinite(place[0]) || !isfinite(place[1])) out->presence = 0;
        if (i >= LUMBAR_POINT_COUNT) continue;
        out->confidence[i] = (float)logistic(raw[5 * i + 3]);
        out->world[i][0] = (float)(c * world[3 * i] - s * world[3 * i + 1]);
        out->world[i][1] = (float)(s * world[3 * i] + c * world[3 * i + 1]);
        out->world[i][2] = world[3 * i + 2];
    }
    return true;
}
