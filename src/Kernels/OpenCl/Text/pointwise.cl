// Formulas at every element of [rows, channels, length]. BODY reads and writes operands at index i.
__kernel void pointwise(const int rows, const int columns, const ulong size, const int length ARGUMENTS) {
  OPEN
  const ulong position = get_global_id(0);
  const int row = RC_ROW;
  if (position >= size || row >= rows)
    return;
  const rc_index i = rc_index_in(rc_row_of(row, size, columns, 1, length), position, -1);
  BODY
}
