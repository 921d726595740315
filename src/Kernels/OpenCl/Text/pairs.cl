// Contributions that no product gives: TERM is a formula over an input, an output that sees it, and the weight w that
// joins them, summed over the source of the geometry. An item computes one number of the target.
__kernel void pairs(__global const float *weights_base, const ulong weights_at, __global float *target_base,
                    const ulong target_at, __global const int *geometry, const int columns ARGUMENTS) {
  OPEN
  const int row = get_global_id(1), group = get_global_id(2) % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (get_global_id(2) / GROUPS);
  const int positions = GRID_H * GRID_W, at = get_global_id(0);
  if (positions == 0 || at / positions >= TARGET_CHANNELS)
    return;
  const int channel = at / positions, grid_y = at % positions / GRID_W, grid_x = at % positions % GRID_W;
  const int own_channel = group * TARGET_CHANNELS + channel;
  const ulong own_size = (ulong)GROUPS * TARGET_CHANNELS * TARGET_H * TARGET_W;
  const ulong other_size = (ulong)GROUPS * SOURCE_CHANNELS * SOURCE_H * SOURCE_W;
  const ulong place = ((ulong)own_channel * TARGET_H + grid_y * TARGET_STEP_H + START_H) * TARGET_W +
                      grid_x * TARGET_STEP_W + START_W;
  const rc_index own = rc_index_at(row, columns, own_size, place, own_channel);
  __global const float *corner = weights_base + weights_at + (ulong)group * WEIGHT_GROUP + (ulong)channel * WEIGHT_TARGET;
  float sum = 0.0f;
  for (int source = 0; source < SOURCE_CHANNELS; source++) {
    const int other_channel = group * SOURCE_CHANNELS + source;
    for (int down = 0; down < TAPS_H; down++) {
      const int y = grid_y * STEP_H + OFFSET_H + down * OFFSET_STEP_H;
      if (y < 0 || y >= SOURCE_H)
        continue;
      for (int across = 0; across < TAPS_W; across++) {
        const int x = grid_x * STEP_W + OFFSET_W + across * OFFSET_STEP_W;
        if (x < 0 || x >= SOURCE_W)
          continue;
        const rc_index other =
            rc_index_at(row, columns, other_size, ((ulong)other_channel * SOURCE_H + y) * SOURCE_W + x, other_channel);
#if BACKWARD
        const rc_index input = own, output = other;
#else
        const rc_index input = other;
#endif
        const float w = corner[(ulong)source * WEIGHT_SOURCE + (FIRST_TAP_H + down * TAP_STEP_H) * KERNEL_W +
                               FIRST_TAP_W + across * TAP_STEP_W];
        sum += TERM;
      }
    }
  }
  target_base[target_at + own.full] = sum;
}
