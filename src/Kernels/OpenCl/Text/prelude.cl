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

RC_FUNCTION rc_index rc_index_at(int row, int columns, ulong size, ulong position, int channel) {
  const int sample = columns == 1 ? row : row / columns;
  rc_index i;
  i.full = (ulong)row * size + position;
  i.sample = (ulong)sample * size + position;
  i.position = position;
  i.channel = channel;
  i.sample_number = sample;
  i.row = row;
  return i;
}
