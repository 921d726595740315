// Product for CPUs: one work-item computes a block of BLOCK_M x BLOCK_N of every product, BLOCK_K terms at a time. All
// sources and maps are packed into local memory, which is cache here; registers hold TILE_M x TILE_V vectors of LANES
// numbers.
#define TILE_N (TILE_V * LANES)
#define B_LINE (BLOCK_N + 16) // not a power of two, so that rows do not fall into the same cache sets
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define VEC CAT(float, LANES)
#define VLOAD CAT(vload, LANES)
#define VSTORE CAT(vstore, LANES)
#define A_SIZE (BLOCK_M * BLOCK_K)
#define B_SIZE (BLOCK_K * B_LINE)
#define C_SIZE (BLOCK_M * BLOCK_N)
#define SUM(p) sums[(p) * C_SIZE + j * sums_step]

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

// nothing in the lines of all sources
RC_FUNCTION void rc_fill(__local float *line, int from, int end) {
#pragma unroll
  for (int s = 0; s < SOURCES; s++)
    for (int j = from; j < end; j++)
      line[s * B_SIZE + j] = 0.0f;
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void product(
    __global const float *weights_base, const ulong weights_at, __global const int *geometry, const int count,
    const int columns, const int parts, const int source_length, const int target_length, const int across_blocks,
    const int down_blocks ARGUMENTS) {
  OPEN
  __global const float *weights = weights_base + weights_at;
  __local float a[MAPS * A_SIZE];
  __local float b[SOURCES * B_SIZE];
  __local float c[PRODUCTS * C_SIZE];
  // runs of columns that are neighbours in one line of one row
  int run_start[BLOCK_N + 1], run_y[BLOCK_N], run_x[BLOCK_N], run_number[BLOCK_N];

  const int block = get_group_id(0), slab = block / across_blocks / down_blocks, group = slab % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (slab / GROUPS);
  const int positions = GRID_H * GRID_W;
  const long column = (long)(block % across_blocks) * BLOCK_N, all = (long)positions * count;
  const int row = block / across_blocks % down_blocks * BLOCK_M;
  if (column >= all)
    return;
  const int width = (int)min((long)BLOCK_N, all - column), height = min(BLOCK_M, TARGET_CHANNELS - row);
  const int whole = (width + TILE_N - 1) / TILE_N * TILE_N;
  const int taps_h = TAPS_H, taps_w = TAPS_W, taps = taps_h * taps_w, terms = SOURCE_CHANNELS * taps;
  // forward over a whole window the terms of a row are neighbours
  const int in_order = WEIGHT_SOURCE == taps && FIRST_TAP_H == 0 && TAP_STEP_H == 1 && FIRST_TAP_W == 0 &&
                       TAP_STEP_W == 1 && taps_w == KERNEL_W;
  const int source_h = SOURCE_H, source_w = SOURCE_W, step_w = STEP_W;
  const ulong source_size = SOURCE_SIZE, target_size = TARGET_SIZE;

  int runs = 0;
  for (int at = 0; at < width;) {
    const int place = (int)((column + at) % positions);
    run_start[runs] = at;
    run_number[runs] = (int)((column + at) / positions);
    run_y[runs] = place / GRID_W;
    run_x[runs] = place % GRID_W;
    at += min(GRID_W - run_x[runs], width - at);
    runs++;
  }
  run_start[runs] = width;

  for (int start = 0; start == 0 || start < terms; start += BLOCK_K) {
    const int depth = min(BLOCK_K, terms - start);
    // b: the sources of every term under every column; nothing where a tap lies outside
    if (positions == 1 && taps == 1 && source_h * source_w == 1 && OFFSET_H == 0 && OFFSET_W == 0) {
      // a matrix: columns are rows of the source, turned eight at a time
      for (int j = 0; j < whole; j += 8) {
        rc_row from[8];
#pragma unroll
        for (int l = 0; l < 8; l++)
          from[l] = rc_row_of((int)column + min(j + l, width - 1), source_size, columns, parts, source_length);
        for (int k = 0; k < depth; k++)
#pragma unroll
          for (int l = 0; l < 8; l++) {
            const rc_index i = rc_index_in(from[l], (ulong)group * SOURCE_CHANNELS + start + k, -1);
#pragma unroll
            for (int s = 0; s < SOURCES; s++)
              b[s * B_SIZE + k * B_LINE + j + l] = SOURCE(s);
          }
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
          int first = 0, end = 0;
          if (y >= 0 && y < source_h) {
            first = x >= 0 ? 0 : min(length, (-x + step_w - 1) / step_w);
            end = x >= source_w ? first : max(first, min(length, (source_w - x + step_w - 1) / step_w));
          }
          rc_fill(to, 0, first);
          if (first < end) {
            const rc_row from = rc_row_of(run_number[run], source_size, columns, parts, source_length);
            const ulong corner =
                (((ulong)group * SOURCE_CHANNELS + term.channel) * source_h + y) * source_w + (long)x;
            const int channel = rc_channel_of(from, corner + (long)first * step_w, corner + (long)(end - 1) * step_w);
            if (step_w == 1)
              for (int j = first; j < end; j++) {
                const rc_index i = rc_index_in(from, corner + j, channel);
#pragma unroll
                for (int s = 0; s < SOURCES; s++)
                  to[s * B_SIZE + j] = SOURCE(s);
              }
            else
              for (int j = first; j < end; j++) {
                const rc_index i = rc_index_in(from, corner + (long)j * step_w, channel);
#pragma unroll
                for (int s = 0; s < SOURCES; s++)
                  to[s * B_SIZE + j] = SOURCE(s);
              }
          }
          rc_fill(to, end, length);
        }
        rc_fill(line, width, whole);
      }
    // a: the maps of the weights, in panels of TILE_M rows; in the order in which weights lie
    __global const float *corner = weights + (ulong)group * WEIGHT_GROUP + (ulong)row * WEIGHT_TARGET;
    if (in_order) {
      for (int m = 0; m < height; m++) {
        __local float *to = a + (m / TILE_M) * (BLOCK_K * TILE_M) + m % TILE_M;
        __global const float *from = corner + (ulong)m * WEIGHT_TARGET + start;
        for (int k = 0; k < depth; k++) {
          const float w = from[k];
#pragma unroll
          for (int g = 0; g < MAPS; g++)
            to[g * A_SIZE + k * TILE_M] = MAP(g);
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
#pragma unroll
          for (int g = 0; g < MAPS; g++)
            a[g * A_SIZE + (m / TILE_M) * (BLOCK_K * TILE_M) + k * TILE_M + m % TILE_M] = MAP(g);
        }
      }
    }
    for (int m = height; m % TILE_M != 0; m++)
      for (int k = 0; k < depth; k++)
#pragma unroll
        for (int g = 0; g < MAPS; g++)
          a[g * A_SIZE + (m / TILE_M) * (BLOCK_K * TILE_M) + k * TILE_M + m % TILE_M] = 0.0f;
    for (int p = 0; p < PRODUCTS; p++)
      for (int n = 0; n < width; n += TILE_N)
        for (int m = 0; m < height; m += TILE_M)
          rc_tile(a + MAP_OF(p) * A_SIZE + m * BLOCK_K, b + SOURCE_OF(p) * B_SIZE + n, c + p * C_SIZE + m * BLOCK_N + n,
                  depth, start == 0);
  }

  // along a line of one channel; of a matrix along the channels, which are neighbours there
  const int turned = positions == 1 && TARGET_H * TARGET_W == 1;
  for (int run = 0; run < runs; run++) {
    const rc_row to = rc_row_of(run_number[run], target_size, columns, parts, target_length);
    const int length = turned ? height : run_start[run + 1] - run_start[run];
    const int sums_step = turned ? BLOCK_N : 1, step = turned ? 1 : TARGET_STEP_W;
    for (int m = 0; m < (turned ? 1 : height); m++) {
      const ulong line =
          ((ulong)group * TARGET_CHANNELS + row + m) * TARGET_H + run_y[run] * TARGET_STEP_H + START_H;
      const ulong first = line * TARGET_W + run_x[run] * TARGET_STEP_W + START_W;
      const int channel = rc_channel_of(to, first, first + (long)(length - 1) * step);
      __local const float *sums = c + m * BLOCK_N + run_start[run];
      for (int j = 0; j < length; j++) {
        const rc_index i = rc_index_in(to, first + (long)j * step, channel);
        VALUES(SUM)
        STORE
      }
    }
  }
}
