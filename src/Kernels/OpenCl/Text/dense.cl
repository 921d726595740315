// A dense layer [outputs, inputs] on few rows: bound by reading the weights, so each is read once a row.

// outputs: a work-group of ITEMS takes ROWS outputs of one row, TOGETHER of them at a time, so that a source is computed
// once for these; LANES inputs an item at a time
#define SUM(p) part[p][r][0]
__kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1))) void dense_forward(
    __global const float *weights_base, const ulong weights_at, const int inputs, const int outputs, const int columns,
    const int parts, const int source_length, const int target_length ARGUMENTS) {
  OPEN
  __local float part[PRODUCTS][TOGETHER][ITEMS];
  const int number = get_group_id(1), item = get_local_id(0), start = get_group_id(0) * ROWS;
  const int end = min(start + ROWS, outputs), whole = inputs / LANES * LANES;
  const rc_row from = rc_row_of(number, inputs, columns, parts, source_length);
  const rc_row to = rc_row_of(number, outputs, columns, parts, target_length);
  for (int output = start; output < end; output += TOGETHER) {
    __global const float *rows[TOGETHER];
    for (int r = 0; r < TOGETHER; r++)
      rows[r] = weights_base + weights_at + (ulong)min(output + r, end - 1) * inputs;
    // loops over r and l are kept: sums then stay in memory, which is cache, and those over l become vectors on processors
    float sums[PRODUCTS][TOGETHER][LANES];
#pragma unroll
    for (int p = 0; p < PRODUCTS; p++)
      for (int r = 0; r < TOGETHER; r++)
        for (int l = 0; l < LANES; l++)
          sums[p][r][l] = 0.0f;
    for (int j = item * LANES; j < whole; j += ITEMS * LANES) {
      float values[SOURCES][LANES];
#pragma nounroll
      for (int l = 0; l < LANES; l++) {
        const rc_index i = rc_index_in(from, j + l, -1);
#pragma unroll
        for (int s = 0; s < SOURCES; s++)
          values[s][l] = SOURCE(s);
      }
#pragma nounroll
      for (int r = 0; r < TOGETHER; r++) {
        __global const float *row = rows[r] + j;
#pragma nounroll
        for (int l = 0; l < LANES; l++) {
          const float w = row[l];
#pragma unroll
          for (int p = 0; p < PRODUCTS; p++)
            sums[p][r][l] = fma(MAP(MAP_OF(p)), values[SOURCE_OF(p)][l], sums[p][r][l]);
        }
      }
    }
    for (int j = whole + item; j < inputs; j += ITEMS) {
      const rc_index i = rc_index_in(from, j, -1);
      for (int r = 0; r < TOGETHER; r++) {
        const float w = rows[r][j];
#pragma unroll
        for (int p = 0; p < PRODUCTS; p++)
          sums[p][r][0] = fma(MAP(MAP_OF(p)), SOURCE(SOURCE_OF(p)), sums[p][r][0]);
      }
    }
#pragma unroll
    for (int p = 0; p < PRODUCTS; p++)
      for (int r = 0; r < TOGETHER; r++) {
        float sum = 0.0f;
        for (int l = 0; l < LANES; l++)
          sum += sums[p][r][l];
        part[p][r][item] = sum;
      }
    for (int rest = ITEMS / 2; rest > 0; rest /= 2) {
      barrier(CLK_LOCAL_MEM_FENCE);
      if (item < rest)
#pragma unroll
        for (int p = 0; p < PRODUCTS; p++)
          for (int r = 0; r < TOGETHER; r++)
            part[p][r][item] += part[p][r][item + rest];
    }
    if (item == 0)
      for (int r = 0; r < TOGETHER && output + r < end; r++) {
        const rc_index i = rc_index_in(to, output + r, -1);
        VALUES(SUM)
        STORE
      }
    barrier(CLK_LOCAL_MEM_FENCE); // part is written again
  }
}
#undef SUM

// inputs: an item takes COLUMNS neighbouring inputs of one row, STREAMS rows of weights at a time; rows of weights whose
// sources are all zero are not read
#define SUM(p) sums[p][l]
__kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1))) void dense_backward(
    __global const float *weights_base, const ulong weights_at, const int inputs, const int outputs, const int columns,
    const int parts, const int source_length, const int target_length ARGUMENTS) {
  OPEN
  const int number = get_group_id(1);
  const long start = (long)get_global_id(0) * COLUMNS;
  if (start >= inputs)
    return;
  __global const float *weights = weights_base + weights_at + start;
  const int width = (int)min((long)COLUMNS, inputs - start);
  const rc_row from = rc_row_of(number, outputs, columns, parts, source_length);
  const rc_row to = rc_row_of(number, inputs, columns, parts, target_length);
  float sums[PRODUCTS][COLUMNS];
#pragma unroll
  for (int p = 0; p < PRODUCTS; p++)
    for (int l = 0; l < COLUMNS; l++)
      sums[p][l] = 0.0f;
  for (int k = 0; k < outputs;) {
    __global const float *rows[STREAMS];
    float shares[SOURCES][STREAMS];
    int found = 0;
    for (; found < STREAMS && k < outputs; k++) {
      const rc_index i = rc_index_in(from, k, -1);
      int counts = 0;
#pragma unroll
      for (int s = 0; s < SOURCES; s++) {
        shares[s][found] = SOURCE(s);
        counts |= shares[s][found] != 0.0f;
      }
      rows[found] = weights + (ulong)k * inputs;
      found += counts;
    }
    if (found == 0)
      break;
    for (int n = found; n < STREAMS; n++) {
      rows[n] = rows[0];
#pragma unroll
      for (int s = 0; s < SOURCES; s++)
        shares[s][n] = 0.0f;
    }
    for (int l = 0; l < width; l++) {
      float sum[PRODUCTS];
#pragma unroll
      for (int p = 0; p < PRODUCTS; p++)
        sum[p] = sums[p][l];
#pragma unroll
      for (int n = 0; n < STREAMS; n++) {
        const float w = rows[n][l];
#pragma unroll
        for (int p = 0; p < PRODUCTS; p++)
          sum[p] = fma(MAP(MAP_OF(p)), shares[SOURCE_OF(p)][n], sum[p]);
      }
#pragma unroll
      for (int p = 0; p < PRODUCTS; p++)
        sums[p][l] = sum[p];
    }
  }
  for (int l = 0; l < width; l++) {
    const rc_index i = rc_index_in(to, start + l, -1);
    VALUES(SUM)
    STORE
  }
}
