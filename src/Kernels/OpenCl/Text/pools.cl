// Pools: TERM is a formula over an input, an output that sees it, and the weight w with which it enters the window.
#define HEIGHT geometry[0]
#define WIDTH geometry[1]
#define OUT_HEIGHT geometry[2]
#define OUT_WIDTH geometry[3]
#define KERNEL_H geometry[4]
#define KERNEL_W geometry[5]
#define STRIDE_H geometry[6]
#define STRIDE_W geometry[7]
#define PAD_TOP geometry[8]
#define PAD_LEFT geometry[9]
#define DILATION_H geometry[10]
#define DILATION_W geometry[11]
#define CHANNELS geometry[12]

// the first maximum of a window in scan order, NaN above all numbers, as its place in the channel; or how many of its
// inputs exist
RC_FUNCTION int rc_window(__global const float *channel, __global const int *geometry, int oy, int ox) {
  int found = 0, winner = -1;
  float most = 0.0f;
  for (int down = 0; down < KERNEL_H; down++) {
    const int y = oy * STRIDE_H - PAD_TOP + down * DILATION_H;
    if (y < 0 || y >= HEIGHT)
      continue;
    for (int across = 0; across < KERNEL_W; across++) {
      const int x = ox * STRIDE_W - PAD_LEFT + across * DILATION_W;
      if (x < 0 || x >= WIDTH)
        continue;
      found++;
#if KIND == MAXIMUM
      const float value = channel[y * WIDTH + x];
      if (winner < 0 || value > most || (value != value && most == most)) {
        winner = y * WIDTH + x;
        most = value;
      }
#endif
    }
  }
#if KIND == MAXIMUM
  return winner;
#else
  return found;
#endif
}

RC_FUNCTION float rc_weight(int window, int place, __global const int *geometry) {
#if KIND == MAXIMUM
  return window == place ? 1.0f : 0.0f;
#elif KIND == AVERAGE
  return 1.0f / (float)window;
#else
  return 1.0f / (float)(KERNEL_H * KERNEL_W);
#endif
}

#if !BACKWARD
__kernel void pool_forward(__global const float *decides_base, const ulong decides_at, __global const int *geometry,
                           const int rows, const int columns ARGUMENTS) {
  OPEN
  const int row = RC_ROW, at = get_global_id(0);
  const int outputs = OUT_HEIGHT * OUT_WIDTH, inputs = HEIGHT * WIDTH;
  if (at >= CHANNELS * outputs || row >= rows)
    return;
  const int channel = at / outputs, oy = at % outputs / OUT_WIDTH, ox = at % OUT_WIDTH;
  const rc_row from = rc_row_of(row, (ulong)CHANNELS * inputs, columns, 1, inputs);
  const ulong plane = (ulong)channel * inputs;
  const int window = rc_window(decides_base + decides_at + from.sample + plane, geometry, oy, ox);
  float v0 = 0.0f;
  for (int down = 0; down < KERNEL_H; down++) {
    const int y = oy * STRIDE_H - PAD_TOP + down * DILATION_H;
    if (y < 0 || y >= HEIGHT)
      continue;
    for (int across = 0; across < KERNEL_W; across++) {
      const int x = ox * STRIDE_W - PAD_LEFT + across * DILATION_W;
      if (x < 0 || x >= WIDTH)
        continue;
      const rc_index input = rc_index_in(from, plane + y * WIDTH + x, channel);
      const float w = rc_weight(window, y * WIDTH + x, geometry);
      v0 += TERM;
    }
  }
  const rc_index i = rc_index_in(rc_row_of(row, (ulong)CHANNELS * outputs, columns, 1, outputs), at, channel);
  STORE
}

#else
__kernel void pool_backward(__global const float *decides_base, const ulong decides_at, __global const int *geometry,
                            const int rows, const int columns ARGUMENTS) {
  OPEN
  const int row = RC_ROW, at = get_global_id(0);
  const int outputs = OUT_HEIGHT * OUT_WIDTH, inputs = HEIGHT * WIDTH;
  if (at >= CHANNELS * inputs || row >= rows)
    return;
  const int channel = at / inputs, y = at % inputs / WIDTH, x = at % WIDTH;
  const rc_row to = rc_row_of(row, (ulong)CHANNELS * inputs, columns, 1, inputs),
               from = rc_row_of(row, (ulong)CHANNELS * outputs, columns, 1, outputs);
  __global const float *decides = decides_base + decides_at + to.sample + (ulong)channel * inputs;
  const rc_index i = rc_index_in(to, at, channel), input = i;
  float v0 = 0.0f;
  for (int down = 0; down < KERNEL_H; down++) {
    const int above = y + PAD_TOP - down * DILATION_H;
    if (above < 0 || above % STRIDE_H != 0 || above / STRIDE_H >= OUT_HEIGHT)
      continue;
    for (int across = 0; across < KERNEL_W; across++) {
      const int left = x + PAD_LEFT - across * DILATION_W;
      if (left < 0 || left % STRIDE_W != 0 || left / STRIDE_W >= OUT_WIDTH)
        continue;
      const int oy = above / STRIDE_H, ox = left / STRIDE_W;
      const float w = rc_weight(rc_window(decides, geometry, oy, ox), y * WIDTH + x, geometry);
      const rc_index output = rc_index_in(from, (ulong)channel * outputs + oy * OUT_WIDTH + ox, channel);
      v0 += TERM;
    }
  }
  STORE
}
#endif
