// Product for devices whose work-groups share local memory: SIDE x SIDE items compute a tile of TILE x TILE of every
// product, each of them EACH x EACH numbers, TERMS terms at a time. Sources and maps are computed once for all.
#define TILE (EACH * SIDE)
#define ITEMS (SIDE * SIDE)
#define SUM(p) sum[p][m][n]

__kernel __attribute__((reqd_work_group_size(SIDE, SIDE, 1))) void product(
    __global const float *weights_base, const ulong weights_at, __global const int *geometry, const int count,
    const int columns, const int parts, const int source_length, const int target_length, const int across_blocks,
    const int down_blocks ARGUMENTS) {
  OPEN
  __global const float *weights = weights_base + weights_at;
  __local float a[MAPS][TERMS][TILE + 1];
  __local float b[SOURCES][TERMS][TILE];

  const int block = get_group_id(0), slab = block / across_blocks / down_blocks, group = slab % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (slab / GROUPS);
  const int positions = GRID_H * GRID_W;
  const long column = (long)(block % across_blocks) * TILE, end = (long)positions * count;
  const int row = block / across_blocks % down_blocks * TILE;
  if (column >= end) // all items of the group alike
    return;
  const int taps_h = TAPS_H, taps_w = TAPS_W, terms = SOURCE_CHANNELS * taps_h * taps_w;
  const int lx = get_local_id(0), ly = get_local_id(1), item = ly * SIDE + lx;

  // of b an item loads one column, every (ITEMS / TILE)-th term; of a one term, every (ITEMS / TERMS)-th row
  const long mine = column + item % TILE;
  const int exists = mine < end, place = exists ? (int)(mine % positions) : 0;
  const int y = place / max(1, GRID_W) * STEP_H + OFFSET_H, x = place % max(1, GRID_W) * STEP_W + OFFSET_W;
  const rc_row from = rc_row_of(exists ? (int)(mine / positions) : 0, SOURCE_SIZE, columns, parts, source_length);
  const int b_first = item / TILE, b_step = ITEMS / TILE, a_first = item % TERMS, a_row = item / TERMS;
  rc_term b_term, b_plus, a_term, a_plus;
  if (terms > 0) {
    b_term = rc_term_at(b_first, taps_h, taps_w);
    b_plus = rc_term_at(b_step, taps_h, taps_w);
    a_term = rc_term_at(a_first, taps_h, taps_w);
    a_plus = rc_term_at(TERMS, taps_h, taps_w);
  }

  float sum[PRODUCTS][EACH][EACH];
#pragma unroll
  for (int p = 0; p < PRODUCTS; p++)
#pragma unroll
    for (int m = 0; m < EACH; m++)
#pragma unroll
      for (int n = 0; n < EACH; n++)
        sum[p][m][n] = 0.0f;

  for (int start = 0; start < terms; start += TERMS) {
    for (int k = b_first; k < TERMS; k += b_step) {
      const int sy = y + b_term.down * OFFSET_STEP_H, sx = x + b_term.across * OFFSET_STEP_W;
      const int inside = exists && start + k < terms && sy >= 0 && sy < SOURCE_H && sx >= 0 && sx < SOURCE_W;
      float value[SOURCES];
#pragma unroll
      for (int s = 0; s < SOURCES; s++)
        value[s] = 0.0f;
      if (inside) {
        const ulong line = ((ulong)group * SOURCE_CHANNELS + b_term.channel) * SOURCE_H + sy;
        const rc_index i = rc_index_in(from, line * SOURCE_W + sx, -1);
#pragma unroll
        for (int s = 0; s < SOURCES; s++)
          value[s] = SOURCE(s);
      }
#pragma unroll
      for (int s = 0; s < SOURCES; s++)
        b[s][k][item % TILE] = value[s];
      b_term = rc_term_plus(b_term, b_plus, taps_h, taps_w);
    }
    const ulong tap = (ulong)group * WEIGHT_GROUP + (ulong)a_term.channel * WEIGHT_SOURCE +
                      (FIRST_TAP_H + a_term.down * TAP_STEP_H) * KERNEL_W + FIRST_TAP_W + a_term.across * TAP_STEP_W;
    for (int m = a_row; m < TILE; m += ITEMS / TERMS) {
      float value[MAPS];
#pragma unroll
      for (int g = 0; g < MAPS; g++)
        value[g] = 0.0f;
      if (start + a_first < terms && row + m < TARGET_CHANNELS) {
        const float w = weights[tap + (ulong)(row + m) * WEIGHT_TARGET];
#pragma unroll
        for (int g = 0; g < MAPS; g++)
          value[g] = MAP(g);
      }
#pragma unroll
      for (int g = 0; g < MAPS; g++)
        a[g][a_first][m] = value[g];
    }
    a_term = rc_term_plus(a_term, a_plus, taps_h, taps_w);
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < TERMS; k++) {
      float left[MAPS][EACH], right[SOURCES][EACH];
#pragma unroll
      for (int m = 0; m < EACH; m++)
#pragma unroll
        for (int g = 0; g < MAPS; g++)
          left[g][m] = a[g][k][ly + m * SIDE];
#pragma unroll
      for (int n = 0; n < EACH; n++)
#pragma unroll
        for (int s = 0; s < SOURCES; s++)
          right[s][n] = b[s][k][lx + n * SIDE];
#pragma unroll
      for (int p = 0; p < PRODUCTS; p++)
#pragma unroll
        for (int m = 0; m < EACH; m++)
#pragma unroll
          for (int n = 0; n < EACH; n++)
            sum[p][m][n] = fma(left[MAP_OF(p)][m], right[SOURCE_OF(p)][n], sum[p][m][n]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }

#pragma unroll
  for (int n = 0; n < EACH; n++) {
    const long at = column + lx + n * SIDE;
    if (at >= end)
      continue;
    const int into = (int)(at % positions);
    const rc_row to = rc_row_of((int)(at / positions), TARGET_SIZE, columns, parts, target_length);
#pragma unroll
    for (int m = 0; m < EACH; m++) {
      const int channel = row + ly + m * SIDE;
      if (channel >= TARGET_CHANNELS)
        continue;
      const ulong line =
          ((ulong)group * TARGET_CHANNELS + channel) * TARGET_H + into / GRID_W * TARGET_STEP_H + START_H;
      const rc_index i = rc_index_in(to, line * TARGET_W + into % GRID_W * TARGET_STEP_W + START_W, -1);
      VALUES(SUM)
      STORE
    }
  }
}
