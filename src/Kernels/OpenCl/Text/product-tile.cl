// Product for devices whose work-groups share local memory: SIDE x SIDE items compute a tile of TILE x TILE, each of
// them EACH x EACH numbers, TERMS terms at a time.
#define EACH 4
#define TILE (EACH * SIDE)
#define TERMS 16
#define ITEMS (SIDE * SIDE)

__kernel __attribute__((reqd_work_group_size(SIDE, SIDE, 1))) void product(
    __global const float *source_base, const ulong source_at, __global const float *weights_base, const ulong weights_at,
    __global float *target_base, const ulong target_at, __global const int *geometry, const int count ARGUMENTS) {
  OPEN
  __global const float *source = source_base + source_at;
  __global const float *weights = weights_base + weights_at;
  __global float *target = target_base + target_at;
  __local float a[TERMS][TILE + 1];
  __local float b[TERMS][TILE];

  const int group = get_group_id(2) % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (get_group_id(2) / GROUPS);
  const int positions = GRID_H * GRID_W;
  const long column = (long)get_group_id(0) * TILE, columns = (long)positions * count;
  const int row = get_group_id(1) * TILE;
  if (column >= columns) // all items of the group alike
    return;
  const int taps_h = TAPS_H, taps_w = TAPS_W, terms = SOURCE_CHANNELS * taps_h * taps_w;
  const int lx = get_local_id(0), ly = get_local_id(1), item = ly * SIDE + lx;

  // of b an item loads one column, every (ITEMS / TILE)-th term; of a one term, every (ITEMS / TERMS)-th row
  const long mine = column + item % TILE;
  const int exists = mine < columns, place = exists ? (int)(mine % positions) : 0;
  const int y = place / max(1, GRID_W) * STEP_H + OFFSET_H, x = place % max(1, GRID_W) * STEP_W + OFFSET_W;
  const ulong base = ((exists ? (ulong)(mine / positions) : 0) * GROUPS + group) * SOURCE_CHANNELS;
  const int b_first = item / TILE, b_step = ITEMS / TILE, a_first = item % TERMS, a_row = item / TERMS;
  rc_term b_term, b_plus, a_term, a_plus;
  if (terms > 0) {
    b_term = rc_term_at(b_first, taps_h, taps_w);
    b_plus = rc_term_at(b_step, taps_h, taps_w);
    a_term = rc_term_at(a_first, taps_h, taps_w);
    a_plus = rc_term_at(TERMS, taps_h, taps_w);
  }

  float sum[EACH][EACH];
  for (int m = 0; m < EACH; m++)
    for (int n = 0; n < EACH; n++)
      sum[m][n] = 0.0f;

  for (int start = 0; start < terms; start += TERMS) {
    for (int k = b_first; k < TERMS; k += b_step) {
      const int sy = y + b_term.down * OFFSET_STEP_H, sx = x + b_term.across * OFFSET_STEP_W;
      float value = 0.0f;
      if (exists && start + k < terms && sy >= 0 && sy < SOURCE_H && sx >= 0 && sx < SOURCE_W) {
        const ulong i = ((base + b_term.channel) * SOURCE_H + sy) * SOURCE_W + sx;
        value = SOURCE(i);
      }
      b[k][item % TILE] = value;
      b_term = rc_term_plus(b_term, b_plus, taps_h, taps_w);
    }
    const ulong tap = (ulong)group * WEIGHT_GROUP + (ulong)a_term.channel * WEIGHT_SOURCE +
                      (FIRST_TAP_H + a_term.down * TAP_STEP_H) * KERNEL_W + FIRST_TAP_W + a_term.across * TAP_STEP_W;
    for (int m = a_row; m < TILE; m += ITEMS / TERMS) {
      float value = 0.0f;
      if (start + a_first < terms && row + m < TARGET_CHANNELS) {
        const float w = weights[tap + (ulong)(row + m) * WEIGHT_TARGET];
        value = MAP(w);
      }
      a[a_first][m] = value;
    }
    a_term = rc_term_plus(a_term, a_plus, taps_h, taps_w);
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < TERMS; k++) {
      float left[EACH], right[EACH];
      for (int m = 0; m < EACH; m++)
        left[m] = a[k][ly + m * SIDE];
      for (int n = 0; n < EACH; n++)
        right[n] = b[k][lx + n * SIDE];
      for (int m = 0; m < EACH; m++)
        for (int n = 0; n < EACH; n++)
          sum[m][n] = fma(left[m], right[n], sum[m][n]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }

  for (int n = 0; n < EACH; n++) {
    const long at = column + lx + n * SIDE;
    if (at >= columns)
      continue;
    const int to = (int)(at % positions);
    const ulong corner = ((ulong)(at / positions) * GROUPS + group) * TARGET_CHANNELS;
    for (int m = 0; m < EACH; m++) {
      const int channel = row + ly + m * SIDE;
      if (channel >= TARGET_CHANNELS)
        continue;
      const ulong i = ((corner + channel) * TARGET_H + to / GRID_W * TARGET_STEP_H + START_H) * TARGET_W +
                      to % GRID_W * TARGET_STEP_W + START_W;
      const float v = sum[m][n];
      STORE(i, v);
    }
  }
}
