// Products whose g is 1: each position of a group takes the sum over its window in all channels of a source, which all
// its channels of the target get.
#define SUM(p) sum[SOURCE_OF(p)]

__kernel void sums(__global const int *geometry, const int count, const int columns, const int parts,
                   const int source_length, const int target_length, const int slabs ARGUMENTS) {
  OPEN
  const int slab = RC_ROW;
  if (slab >= slabs)
    return;
  const int group = slab % GROUPS;
  __global const int *phase = geometry + PHASE_START + PHASE_INTS * (slab / GROUPS);
  const int positions = GRID_H * GRID_W;
  const long column = get_global_id(0);
  if (column >= (long)positions * count)
    return;
  const int number = (int)(column / positions), place = (int)(column % positions);
  const int grid_y = place / GRID_W, grid_x = place % GRID_W;
  const rc_row from = rc_row_of(number, SOURCE_SIZE, columns, parts, source_length);
  float sum[SOURCES];
#pragma unroll
  for (int s = 0; s < SOURCES; s++)
    sum[s] = 0.0f;
  for (int channel = 0; channel < SOURCE_CHANNELS; channel++) {
    const ulong plane = ((ulong)group * SOURCE_CHANNELS + channel) * SOURCE_H * SOURCE_W;
    float part[SOURCES]; // of one channel: short chains keep the rounding small
#pragma unroll
    for (int s = 0; s < SOURCES; s++)
      part[s] = 0.0f;
    for (int down = 0; down < TAPS_H; down++) {
      const int y = grid_y * STEP_H + OFFSET_H + down * OFFSET_STEP_H;
      if (y < 0 || y >= SOURCE_H)
        continue;
      for (int across = 0; across < TAPS_W; across++) {
        const int x = grid_x * STEP_W + OFFSET_W + across * OFFSET_STEP_W;
        if (x < 0 || x >= SOURCE_W)
          continue;
        const rc_index i = rc_index_in(from, plane + (ulong)y * SOURCE_W + x, -1);
#pragma unroll
        for (int s = 0; s < SOURCES; s++)
          part[s] += SOURCE(s);
      }
    }
#pragma unroll
    for (int s = 0; s < SOURCES; s++)
      sum[s] += part[s];
  }
  const rc_row to = rc_row_of(number, TARGET_SIZE, columns, parts, target_length);
  for (int channel = 0; channel < TARGET_CHANNELS; channel++) {
    const ulong line = ((ulong)group * TARGET_CHANNELS + channel) * TARGET_H + grid_y * TARGET_STEP_H + START_H;
    const rc_index i = rc_index_in(to, line * TARGET_W + grid_x * TARGET_STEP_W + START_W, -1);
    VALUES(SUM)
    STORE
  }
}
