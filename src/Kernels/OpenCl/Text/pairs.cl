// Contributions that no product gives: TERM is a formula over an input, an output that sees it, and the weight w that
// joins them, summed over the source of the geometry. An item computes one number of the target.
__kernel void pairs(__global const float *weights_base, const ulong weights_at, __global const int *geometry,
                    const int count, const int columns, const int parts, const int source_length,
                    const int target_length, const int blocks ARGUMENTS) {
  OPEN
  const int number = RC_ROW, slab = get_group_id(0) / blocks, group = slab % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (slab / GROUPS);
  const int positions = GRID_H * GRID_W, at = get_group_id(0) % blocks * get_local_size(0) + get_local_id(0);
  if (number >= count || positions == 0 || at / positions >= TARGET_CHANNELS)
    return;
  const int channel = at / positions, grid_y = at % positions / GRID_W, grid_x = at % positions % GRID_W;
  const ulong line = ((ulong)group * TARGET_CHANNELS + channel) * TARGET_H + grid_y * TARGET_STEP_H + START_H;
  const rc_row from = rc_row_of(number, SOURCE_SIZE, columns, parts, source_length);
  const rc_index i = rc_index_in(rc_row_of(number, TARGET_SIZE, columns, parts, target_length),
                                 line * TARGET_W + grid_x * TARGET_STEP_W + START_W, -1);
  __global const float *corner = weights_base + weights_at + (ulong)group * WEIGHT_GROUP + (ulong)channel * WEIGHT_TARGET;
  float v0 = 0.0f;
  for (int source = 0; source < SOURCE_CHANNELS; source++) {
    const ulong plane = ((ulong)group * SOURCE_CHANNELS + source) * SOURCE_H * SOURCE_W;
    for (int down = 0; down < TAPS_H; down++) {
      const int y = grid_y * STEP_H + OFFSET_H + down * OFFSET_STEP_H;
      if (y < 0 || y >= SOURCE_H)
        continue;
      for (int across = 0; across < TAPS_W; across++) {
        const int x = grid_x * STEP_W + OFFSET_W + across * OFFSET_STEP_W;
        if (x < 0 || x >= SOURCE_W)
          continue;
        const rc_index other = rc_index_in(from, plane + (ulong)y * SOURCE_W + x, -1);
#if BACKWARD
        const rc_index input = i, output = other;
#else
        const rc_index input = other;
#endif
        const float w = corner[(ulong)source * WEIGHT_SOURCE + (FIRST_TAP_H + down * TAP_STEP_H) * KERNEL_W +
                               FIRST_TAP_W + across * TAP_STEP_W];
        v0 += TERM;
      }
    }
  }
  STORE
}
