// Formulas at every element of [samples * columns, channels, length]. BODY reads and writes operands at index i.
__kernel void pointwise(const int columns, const ulong size, const ulong length ARGUMENTS) {
  OPEN
  const ulong position = get_global_id(0);
  if (position >= size)
    return;
  const rc_index i = rc_index_at(get_global_id(1), columns, size, position, (int)(position / length));
  BODY
}
