// The percentile of each sample: the k-th smallest is found digit by digit, eight bits at a time, by the histogram of
// the numbers that agree in the digits before; then the next one above it, and both are interpolated.

// numbers in the order of unsigned ints
RC_FUNCTION uint rc_order(float x) {
  const uint bits = as_uint(x == 0.0f ? 0.0f : x); // one zero
  return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

RC_FUNCTION float rc_number(uint order) {
  return as_float(order & 0x80000000u ? order & 0x7FFFFFFFu : ~order);
}

__kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1))) void percentile(
    __global const float *values_base, const ulong values_at, __global float *result_base, const ulong result_at,
    const ulong size, const ulong place, const float part) {
  __local uint counts[256];
  __local uint next[ITEMS];
  __local uint prefix;
  __local ulong rank;
  __local int numbers;
  const int item = get_local_id(0), sample = get_group_id(0);
  __global const float *values = values_base + values_at + (ulong)sample * size;
  if (item == 0) {
    prefix = 0;
    rank = place;
    numbers = 1;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (ulong j = item; j < size; j += ITEMS)
    if (values[j] != values[j])
      numbers = 0; // all who write, write the same
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int shift = 24; shift >= 0; shift -= 8) {
    for (int digit = item; digit < 256; digit += ITEMS)
      counts[digit] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    const uint known = shift == 24 ? 0u : 0xFFFFFFFFu << (shift + 8);
    for (ulong j = item; j < size; j += ITEMS) {
      const uint order = rc_order(values[j]);
      if ((order & known) == prefix)
        atomic_inc(&counts[order >> shift & 255]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item == 0) {
      uint digit = 0;
      while (digit < 255 && rank >= counts[digit])
        rank -= counts[digit++];
      prefix |= digit << shift;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  // counts[last digit] are as large as the one found, rank of them come before it
  uint above = 0xFFFFFFFFu;
  for (ulong j = item; j < size; j += ITEMS) {
    const uint order = rc_order(values[j]);
    if (order > prefix && order < above)
      above = order;
  }
  next[item] = above;
  for (int rest = ITEMS / 2; rest > 0; rest /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item < rest)
      next[item] = min(next[item], next[item + rest]);
  }
  if (item == 0) {
    const float lower = rc_number(prefix);
    const float upper = rank + 1 < counts[prefix & 255] ? lower : rc_number(next[0]);
    const float between = part == 0.0f ? lower : lower + (upper - lower) * part;
    result_base[result_at + sample] = numbers ? between : NAN;
  }
}
