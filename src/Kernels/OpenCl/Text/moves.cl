// Values moved as a table of places says; a sample is a row of work-items.

// places[o]: the place of the input that place o of the output takes; -1: none, it is cleared or left as it is
__kernel void move_forward(__global const float *from_base, const ulong from_at, __global float *to_base,
                           const ulong to_at, __global const int *places, const int inputs, const int outputs,
                           const int clear, const int count) {
  const int o = get_global_id(0), sample = RC_ROW;
  if (o >= outputs || sample >= count)
    return;
  __global float *to = to_base + to_at + (ulong)sample * outputs + o;
  const int place = places[o];
  if (place >= 0)
    *to = from_base[from_at + (ulong)sample * inputs + place];
  else if (clear)
    *to = 0.0f;
}

// places[0 .. inputs]: where the list of each input begins, after them the places of the outputs that took it
__kernel void move_backward(__global const float *from_base, const ulong from_at, __global float *to_base,
                            const ulong to_at, __global const int *places, const int inputs, const int outputs,
                            const int count) {
  const int i = get_global_id(0), sample = RC_ROW;
  if (i >= inputs || sample >= count)
    return;
  __global const float *from = from_base + from_at + (ulong)sample * outputs;
  float sum = 0.0f;
  for (int at = places[i]; at < places[i + 1]; at++)
    sum += from[places[inputs + 1 + at]];
  to_base[to_at + (ulong)sample * inputs + i] = sum;
}
