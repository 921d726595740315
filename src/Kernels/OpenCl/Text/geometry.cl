// A layer's product or its transpose as a gather: row m of the product is a channel of the target, column n a
// position of one phase of one sample, and K runs over the channels of the source and the taps of the window.
// Grid position i takes source position i * step + offset + t * offset_step through tap first + t * tap_step and
// goes to target position i * target_step + start. ProductGeometry writes the numbers in this order.
#define SOURCE_CHANNELS geometry[0] // of one group, as all channels here
#define SOURCE_H geometry[1]
#define SOURCE_W geometry[2]
#define TARGET_CHANNELS geometry[3]
#define TARGET_H geometry[4]
#define TARGET_W geometry[5]
#define GROUPS geometry[6]
#define STEP_H geometry[7]
#define STEP_W geometry[8]
#define TARGET_STEP_H geometry[9]
#define TARGET_STEP_W geometry[10]
#define WEIGHT_TARGET geometry[11] // places from one target channel to the next
#define WEIGHT_SOURCE geometry[12]
#define WEIGHT_GROUP geometry[13]
#define KERNEL_W geometry[14]

#define SOURCE_SIZE ((ulong)GROUPS * SOURCE_CHANNELS * SOURCE_H * SOURCE_W) // of one row
#define TARGET_SIZE ((ulong)GROUPS * TARGET_CHANNELS * TARGET_H * TARGET_W)

#define PHASE_START 16
#define PHASE_INTS 14
#define GRID_H phase[0]
#define START_H phase[1]
#define TAPS_H phase[2]
#define FIRST_TAP_H phase[3]
#define TAP_STEP_H phase[4]
#define OFFSET_H phase[5]
#define OFFSET_STEP_H phase[6]
#define GRID_W phase[7]
#define START_W phase[8]
#define TAPS_W phase[9]
#define FIRST_TAP_W phase[10]
#define TAP_STEP_W phase[11]
#define OFFSET_W phase[12]
#define OFFSET_STEP_W phase[13]

// one term of K: a channel of the source and a tap
typedef struct {
  int channel;
  int down;
  int across;
} rc_term;

RC_FUNCTION rc_term rc_term_at(int k, int taps_h, int taps_w) {
  rc_term term;
  term.across = k % taps_w;
  term.down = k / taps_w % taps_h;
  term.channel = k / taps_w / taps_h;
  return term;
}

// the term that lies `by` further on, without a division
RC_FUNCTION rc_term rc_term_plus(rc_term term, rc_term by, int taps_h, int taps_w) {
  term.across += by.across;
  if (term.across >= taps_w) {
    term.across -= taps_w;
    term.down++;
  }
  term.down += by.down;
  if (term.down >= taps_h) {
    term.down -= taps_h;
    term.channel++;
  }
  term.channel += by.channel;
  return term;
}
