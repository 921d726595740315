// Product for CPUs: one work-item computes a block of BLOCK_M x BLOCK_N, BLOCK_K terms at a time. Both operands are
// packed into local memory, which is cache here; registers hold TILE_M x TILE_V vectors of LANES numbers.
#define TILE_N (TILE_V * LANES)
#define B_LINE (BLOCK_N + 16) // not a power of two, so that rows do not fall into the same cache sets
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define VEC CAT(float, LANES)
#define VLOAD CAT(vload, LANES)
#define VSTORE CAT(vstore, LANES)

// c[TILE_M, TILE_N] (+)= a[terms, TILE_M] * b[terms, TILE_N]
RC_FUNCTION void rc_tile(__local const float *a, __local const float *b, __local float *c, int terms, int first) {
  VEC sum[TILE_M][TILE_V];
#pragma unroll
  for (int m = 0; m < TILE_M; m++)
#pragma unroll
    for (int v = 0; v < TILE_V; v++)
      sum[m][v] = first ? (VEC)(0.0f) : VLOAD(0, c + m * BLOCK_N + v * LANES);
  for (int k = 0; k < terms; k++) {
    VEC right[TILE_V];
#pragma unroll
    for (int v = 0; v < TILE_V; v++)
      right[v] = VLOAD(0, b + v * LANES);
#pragma unroll
    for (int m = 0; m < TILE_M; m++) {
      const VEC left = (VEC)(a[m]);
#pragma unroll
      for (int v = 0; v < TILE_V; v++)
        sum[m][v] = fma(left, right[v], sum[m][v]);
    }
    a += TILE_M;
    b += B_LINE;
  }
#pragma unroll
  for (int m = 0; m < TILE_M; m++)
#pragma unroll
    for (int v = 0; v < TILE_V; v++)
      VSTORE(sum[m][v], 0, c + m * BLOCK_N + v * LANES);
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void product(
    __global const float *source_base, const ulong source_at, __global const float *weights_base, const ulong weights_at,
    __global float *target_base, const ulong target_at, __global const int *geometry, const int count ARGUMENTS) {
  OPEN
  __global const float *source = source_base + source_at;
  __global const float *weights = weights_base + weights_at;
  __global float *target = target_base + target_at;
  __local float a[BLOCK_M * BLOCK_K];
  __local float b[BLOCK_K * B_LINE];
  __local float c[BLOCK_M * BLOCK_N];
  // runs of columns that are neighbours in one row of one sample
  int run_start[BLOCK_N + 1], run_y[BLOCK_N], run_x[BLOCK_N], run_sample[BLOCK_N];

  const int group = get_group_id(2) % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (get_group_id(2) / GROUPS);
  const int positions = GRID_H * GRID_W;
  const long column = (long)get_group_id(0) * BLOCK_N, columns = (long)positions * count;
  const int row = get_group_id(1) * BLOCK_M;
  if (column >= columns)
    return;
  const int width = (int)min((long)BLOCK_N, columns - column), height = min(BLOCK_M, TARGET_CHANNELS - row);
  const int taps_h = TAPS_H, taps_w = TAPS_W, taps = taps_h * taps_w, terms = SOURCE_CHANNELS * taps;
  // forward over a whole window the terms of a row are neighbours
  const int in_order = WEIGHT_SOURCE == taps && FIRST_TAP_H == 0 && TAP_STEP_H == 1 && FIRST_TAP_W == 0 &&
                       TAP_STEP_W == 1 && taps_w == KERNEL_W;
  const int source_h = SOURCE_H, source_w = SOURCE_W, step_w = STEP_W;

  int runs = 0;
  for (int at = 0; at < width;) {
    const int place = (int)((column + at) % positions);
    run_start[runs] = at;
    run_sample[runs] = (int)((column + at) / positions);
    run_y[runs] = place / GRID_W;
    run_x[runs] = place % GRID_W;
    at += min(GRID_W - run_x[runs], width - at);
    runs++;
  }
  run_start[runs] = width;

  for (int start = 0; start == 0 || start < terms; start += BLOCK_K) {
    const int depth = min(BLOCK_K, terms - start);
    // b: the source of every term under every column; nothing where a tap lies outside
    if (positions == 1 && taps == 1 && source_h * source_w == 1) {
      // a matrix: columns are rows of the source, turned eight at a time
      for (int j = 0; j < BLOCK_N; j += 8)
        for (int k = 0; k < depth; k++)
#pragma unroll
          for (int l = 0; l < 8; l++) {
            const ulong i = ((ulong)(column + min(j + l, width - 1)) * GROUPS + group) * SOURCE_CHANNELS + start + k;
            b[k * B_LINE + j + l] = SOURCE(i);
          }
    } else
    for (int k = 0; k < depth; k++) {
      const rc_term term = rc_term_at(start + k, taps_h, taps_w);
      const int offset_y = OFFSET_H + term.down * OFFSET_STEP_H, offset_x = OFFSET_W + term.across * OFFSET_STEP_W;
      __local float *line = b + k * B_LINE;
      for (int run = 0; run < runs; run++) {
        const int length = run_start[run + 1] - run_start[run];
        const int y = run_y[run] * STEP_H + offset_y, x = run_x[run] * step_w + offset_x;
        __local float *to = line + run_start[run];
        int from = 0, end = 0;
        if (y >= 0 && y < source_h) {
          from = x >= 0 ? 0 : min(length, (-x + step_w - 1) / step_w);
          end = x >= source_w ? from : max(from, min(length, (source_w - x + step_w - 1) / step_w));
        }
        const ulong base =
            (((ulong)run_sample[run] * GROUPS + group) * SOURCE_CHANNELS + term.channel) * source_h * source_w +
            (long)y * source_w + x;
        for (int j = 0; j < from; j++)
          to[j] = 0.0f;
        if (step_w == 1)
          for (int j = from; j < end; j++) {
            const ulong i = base + j;
            to[j] = SOURCE(i);
          }
        else
          for (int j = from; j < end; j++) {
            const ulong i = base + (long)j * step_w;
            to[j] = SOURCE(i);
          }
        for (int j = end; j < length; j++)
          to[j] = 0.0f;
      }
      for (int j = width; j < BLOCK_N; j++)
        line[j] = 0.0f;
    }
    // a: the weights, in panels of TILE_M rows; in the order in which they lie
    __global const float *corner = weights + (ulong)group * WEIGHT_GROUP + (ulong)row * WEIGHT_TARGET;
    if (in_order) {
      for (int m = 0; m < height; m++) {
        __local float *to = a + (m / TILE_M) * (BLOCK_K * TILE_M) + m % TILE_M;
        __global const float *from = corner + (ulong)m * WEIGHT_TARGET + start;
        for (int k = 0; k < depth; k++) {
          const float w = from[k];
          to[k * TILE_M] = MAP(w);
        }
      }
    } else {
      for (int k = 0; k < depth; k++) {
        const rc_term term = rc_term_at(start + k, taps_h, taps_w);
        __global const float *from = corner + (ulong)term.channel * WEIGHT_SOURCE +
                                     (FIRST_TAP_H + term.down * TAP_STEP_H) * KERNEL_W + FIRST_TAP_W +
                                     term.across * TAP_STEP_W;
        for (int m = 0; m < height; m++) {
          const float w = from[(ulong)m * WEIGHT_TARGET];
          a[(m / TILE_M) * (BLOCK_K * TILE_M) + k * TILE_M + m % TILE_M] = MAP(w);
        }
      }
    }
    for (int m = height; m % TILE_M != 0; m++)
      for (int k = 0; k < depth; k++)
        a[(m / TILE_M) * (BLOCK_K * TILE_M) + k * TILE_M + m % TILE_M] = 0.0f;
    for (int n = 0; n < width; n += TILE_N)
      for (int m = 0; m < height; m += TILE_M)
        rc_tile(a + m * BLOCK_K, b + n, c + m * BLOCK_N + n, depth, start == 0);
  }

  for (int m = 0; m < height; m++)
    for (int run = 0; run < runs; run++) {
      const int length = run_start[run + 1] - run_start[run];
      const ulong base = (((ulong)run_sample[run] * GROUPS + group) * TARGET_CHANNELS + row + m) * TARGET_H * TARGET_W +
                         (ulong)(run_y[run] * TARGET_STEP_H + START_H) * TARGET_W + run_x[run] * TARGET_STEP_W + START_W;
      __local const float *sums = c + m * BLOCK_N + run_start[run];
      for (int j = 0; j < length; j++) {
        const ulong i = base + (long)j * TARGET_STEP_W;
        const float v = sums[j];
        STORE(i, v);
      }
    }
}
