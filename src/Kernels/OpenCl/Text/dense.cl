// A dense layer [outputs, inputs] on few samples: bound by reading the weights, so each is read once a sample.

// outputs: a work-group of ITEMS takes ROWS outputs of one sample, LANES inputs an item at a time
__kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1))) void dense_forward(
    __global const float *source_base, const ulong source_at, __global const float *weights_base, const ulong weights_at,
    __global float *target_base, const ulong target_at, const int inputs, const int outputs ARGUMENTS) {
  OPEN
  __global const float *source = source_base + source_at;
  __global float *target = target_base + target_at;
  __local float part[ITEMS];
  const int sample = get_group_id(1), item = get_local_id(0), start = get_group_id(0) * ROWS;
  const int end = min(start + ROWS, outputs), whole = inputs / LANES * LANES;
  const ulong first = (ulong)sample * inputs;
  for (int output = start; output < end; output++) {
    __global const float *row = weights_base + weights_at + (ulong)output * inputs;
    float sums[LANES];
    for (int l = 0; l < LANES; l++)
      sums[l] = 0.0f;
    for (int j = item * LANES; j < whole; j += ITEMS * LANES)
#pragma unroll
      for (int l = 0; l < LANES; l++) {
        const ulong i = first + j + l;
        const float w = row[j + l];
        sums[l] = fma(MAP(w), SOURCE(i), sums[l]);
      }
    for (int j = whole + item; j < inputs; j += ITEMS) {
      const ulong i = first + j;
      const float w = row[j];
      sums[0] = fma(MAP(w), SOURCE(i), sums[0]);
    }
    float sum = 0.0f;
    for (int l = 0; l < LANES; l++)
      sum += sums[l];
    part[item] = sum;
    for (int rest = ITEMS / 2; rest > 0; rest /= 2) {
      barrier(CLK_LOCAL_MEM_FENCE);
      if (item < rest)
        part[item] += part[item + rest];
    }
    if (item == 0) {
      const ulong i = (ulong)sample * outputs + output;
      const float v = part[0];
      STORE(i, v);
    }
    barrier(CLK_LOCAL_MEM_FENCE); // part is written again
  }
}

// inputs: an item takes COLUMNS neighbouring inputs of one sample, STREAMS rows of weights at a time; rows whose source
// is zero are not read
__kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1))) void dense_backward(
    __global const float *source_base, const ulong source_at, __global const float *weights_base, const ulong weights_at,
    __global float *target_base, const ulong target_at, const int inputs, const int outputs ARGUMENTS) {
  OPEN
  __global const float *source = source_base + source_at;
  __global float *target = target_base + target_at;
  const int sample = get_group_id(1);
  const long start = (long)get_global_id(0) * COLUMNS;
  if (start >= inputs)
    return;
  __global const float *weights = weights_base + weights_at + start;
  const int width = (int)min((long)COLUMNS, inputs - start);
  float sums[COLUMNS];
  for (int l = 0; l < COLUMNS; l++)
    sums[l] = 0.0f;
  for (int k = 0; k < outputs;) {
    __global const float *rows[STREAMS];
    float shares[STREAMS];
    int found = 0;
    for (; found < STREAMS && k < outputs; k++) {
      const ulong i = (ulong)sample * outputs + k;
      const float s = SOURCE(i);
      rows[found] = weights + (ulong)k * inputs;
      shares[found] = s;
      found += s != 0.0f;
    }
    if (found == 0)
      break;
    for (int n = found; n < STREAMS; n++) {
      rows[n] = rows[0];
      shares[n] = 0.0f;
    }
    for (int l = 0; l < width; l++) {
      float sum = sums[l];
#pragma unroll
      for (int n = 0; n < STREAMS; n++) {
        const float w = rows[n][l];
        sum = fma(MAP(w), shares[n], sum);
      }
      sums[l] = sum;
    }
  }
  for (int l = 0; l < width; l++) {
    const ulong i = (ulong)sample * inputs + start + l;
    const float v = sums[l];
    STORE(i, v);
  }
}
