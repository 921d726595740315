// A product whose g is 1: each position of a group takes the sum over its window in all channels of the source, which
// all its channels of the target get.
__kernel void sums(__global const float *source_base, const ulong source_at, __global float *target_base,
                   const ulong target_at, __global const int *geometry, const int count ARGUMENTS) {
  OPEN
  __global const float *source = source_base + source_at;
  __global float *target = target_base + target_at;
  const int group = get_group_id(2) % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (get_group_id(2) / GROUPS);
  const int positions = GRID_H * GRID_W;
  const long column = get_global_id(0);
  if (column >= (long)positions * count)
    return;
  const int sample = (int)(column / positions), place = (int)(column % positions);
  const int grid_y = place / GRID_W, grid_x = place % GRID_W;
  float sum = 0.0f;
  for (int channel = 0; channel < SOURCE_CHANNELS; channel++) {
    const ulong base = (((ulong)sample * GROUPS + group) * SOURCE_CHANNELS + channel) * SOURCE_H * SOURCE_W;
    float part = 0.0f; // of one channel: short chains keep the rounding small
    for (int down = 0; down < TAPS_H; down++) {
      const int y = grid_y * STEP_H + OFFSET_H + down * OFFSET_STEP_H;
      if (y < 0 || y >= SOURCE_H)
        continue;
      for (int across = 0; across < TAPS_W; across++) {
        const int x = grid_x * STEP_W + OFFSET_W + across * OFFSET_STEP_W;
        if (x < 0 || x >= SOURCE_W)
          continue;
        const ulong i = base + (long)y * SOURCE_W + x;
        part += SOURCE(i);
      }
    }
    sum += part;
  }
  for (int channel = 0; channel < TARGET_CHANNELS; channel++) {
    const ulong i = ((((ulong)sample * GROUPS + group) * TARGET_CHANNELS + channel) * TARGET_H +
                     grid_y * TARGET_STEP_H + START_H) * TARGET_W + grid_x * TARGET_STEP_W + START_W;
    const float v = sum;
    STORE(i, v);
  }
}
