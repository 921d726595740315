// What every kernel begins with: scalar functions of rules (those of the normal distribution follow in normal.cl), and where an element stands.
#ifndef RC_FUNCTION
#define RC_FUNCTION static inline
#endif

// away from zero; zero of either sign counts as positive
RC_FUNCTION float rc_away(float z, float eps) { return z + (z >= 0.0f ? eps : -eps); }

// NaN where either is NaN, unlike fmin and fmax
RC_FUNCTION float rc_min(float x, float y) { return x < y || x != x ? x : y; }

RC_FUNCTION float rc_max(float x, float y) { return x > y || x != x ? x : y; }

// zero of either sign and NaN stay what they are
RC_FUNCTION float rc_sign(float x) { return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x; }

RC_FUNCTION float rc_pos(float x) { return x > 0.0f ? x : 0.0f; }

RC_FUNCTION float rc_neg(float x) { return x < 0.0f ? x : 0.0f; }

// Where an element stands, in every array that a policy may read at it.
typedef struct {
  ulong full;     // of [N * columns, C, length]
  ulong sample;   // of [N, C, length]: all columns of a sample read the same element
  ulong position; // of [C, length]: all samples read the same element
  int channel;
  int sample_number; // 0 .. N - 1
  int row;           // 0 .. N * columns - 1
} rc_index;

// A row of a layer among those of [N * columns, C, length], and what is the same for all its elements. What nobody
// reads is not computed once this is inlined.
typedef struct {
  ulong full; // places of its first element
  ulong sample;
  ulong position;
  int sample_number;
  int row;
  int length;
} rc_row;

// the number-th row of `own` elements; `parts` of them make one of `columns` rows of a sample
RC_FUNCTION rc_row rc_row_of(int number, ulong own, int columns, int parts, int length) {
  const int row = parts == 1 ? number : number / parts, sample = columns == 1 ? row : row / columns;
  rc_row r;
  r.full = (ulong)number * own;
  r.position = parts == 1 ? 0 : (ulong)(number - row * parts) * own;
  r.sample = columns == 1 ? r.full : (ulong)sample * parts * own + r.position;
  r.sample_number = sample;
  r.row = row;
  r.length = length;
  return r;
}

RC_FUNCTION int rc_channel(ulong position, int length) {
  return length == 1 ? (int)position : (int)((uint)position / (uint)length);
}

// the channel of the elements first .. last of a row, where they have one; else -1
RC_FUNCTION int rc_channel_of(rc_row r, ulong first, ulong last) {
  const int channel = rc_channel(r.position + first, r.length);
  return channel == rc_channel(r.position + last, r.length) ? channel : -1;
}

// an element of a row; its channel, or -1 where it is not known
RC_FUNCTION rc_index rc_index_in(rc_row r, ulong element, int channel) {
  rc_index i;
  i.full = r.full + element;
  i.sample = r.sample + element;
  i.position = r.position + element;
  i.channel = channel >= 0 ? channel : rc_channel(i.position, r.length);
  i.sample_number = r.sample_number;
  i.row = r.row;
  return i;
}

// rows lie along y and, where there are many, along z
#define RC_ROW ((int)(get_global_id(1) + get_global_id(2) * get_global_size(1)))
