// Formulas at every element of [rows, channels, length]. BODY reads and writes operands at index i; where it adds over
// the columns of a sample, rows are samples, and summed says how many columns each has.
__kernel void pointwise(const int rows, const int columns, const ulong size, const int length,
                        const int summed ARGUMENTS) {
  OPEN
  const ulong position = get_global_id(0);
  const int row = RC_ROW;
  if (position >= size || row >= rows)
    return;
  const rc_index i = rc_index_in(rc_row_of(row, size, columns, 1, length), position, -1);
  BODY
}
