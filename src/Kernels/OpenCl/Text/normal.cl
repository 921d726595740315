// The normal distribution in float32, as NormalLanes computes it on the processor: tails are e^(-t^2/2) times
// polynomials in z = (t - 1.5) / (t + 3), so that nothing cancels. ADR 28 says why.
#define RC_WHOLE 12582912.0f // adding and subtracting it rounds to the nearest whole number
#define RC_FURTHEST 18.5f

// e^(-t^2/2 - beyond) = p * high * low, p near 1, the others powers of two or 0
typedef struct {
  float p;
  float high;
  float low;
} rc_exponential;

RC_FUNCTION float rc_power_of_two(float whole) { return as_float((uint)((int)whole + 127) << 23); }

// not fmin and fmax: NaN stays NaN
RC_FUNCTION float rc_least(float x, float bound) { return bound < x ? bound : x; }

RC_FUNCTION float rc_positive(float x) { return x < 0.0f ? 0.0f : x; }

RC_FUNCTION rc_exponential rc_exponential_of(float t, float beyond) {
  const float square = t * t, lost = fma(t, t, -square);
  const float exponent = square * -0.721347520f + RC_WHOLE - RC_WHOLE;
  float r = fma(exponent, -0.693359375f, -0.5f * square);
  r = fma(exponent, 2.12194440e-4f, r);
  r = fma(-0.5f, lost, r) - beyond;
  const float high = exponent * 0.5f + RC_WHOLE - RC_WHOLE;
  float sum = fma(0.00139263761f, r, 0.00836333353f);
  sum = fma(sum, r, 0.0416665524f);
  sum = fma(sum, r, 0.166665763f);
  sum = fma(sum, r, 0.5f);
  rc_exponential e;
  e.p = fma(sum, r * r, r) + 1.0f;
  e.high = t < RC_FURTHEST ? rc_power_of_two(high) : 0.0f;
  e.low = t < RC_FURTHEST ? rc_power_of_two(exponent - high) : 0.0f;
  return e;
}

RC_FUNCTION float rc_mills(float z) {
  float sum = fma(0.000740088348f, z, -0.00356980856f);
  sum = fma(sum, z, -0.00154672191f);
  sum = fma(sum, z, 0.0136535103f);
  sum = fma(sum, z, 0.0135061806f);
  sum = fma(sum, z, -0.0610156469f);
  sum = fma(sum, z, -0.0633154586f);
  sum = fma(sum, z, 0.476432055f);
  sum = fma(sum, z, -0.901980102f);
  return fma(sum, z, 0.926012993f);
}

RC_FUNCTION float rc_first(float z) {
  float sum = fma(0.00967226643f, z, -0.0144314859f);
  sum = fma(sum, z, -0.0276468191f);
  sum = fma(sum, z, 0.0227722768f);
  sum = fma(sum, z, 0.100155517f);
  sum = fma(sum, z, -0.00099273154f);
  sum = fma(sum, z, -0.371692657f);
  sum = fma(sum, z, -0.00927475002f);
  sum = fma(sum, z, 1.61920106f);
  sum = fma(sum, z, -2.75682139f);
  return fma(sum, z, 1.82799339f);
}

RC_FUNCTION float rc_second(float z) {
  float sum = fma(0.0636952072f, z, -0.0233022925f);
  sum = fma(sum, z, -0.18853794f);
  sum = fma(sum, z, -0.0987668857f);
  sum = fma(sum, z, 0.382532209f);
  sum = fma(sum, z, 0.640417874f);
  sum = fma(sum, z, -0.600239575f);
  sum = fma(sum, z, -2.22592592f);
  sum = fma(sum, z, 1.43992579f);
  sum = fma(sum, z, 6.50468063f);
  sum = fma(sum, z, -11.5088587f);
  return fma(sum, z, 6.41280746f);
}

RC_FUNCTION float rc_phi(float x) {
  const float t = rc_least(fabs(x), RC_FURTHEST);
  const rc_exponential e = rc_exponential_of(t, 0.0f);
  const float y = 1.0f / (t + 3.0f), z = (t - 1.5f) * y;
  const float below = e.p * (y * rc_mills(z)) * e.high * e.low;
  return x < 0.0f ? below : t == t ? 1.0f - below : x;
}

RC_FUNCTION float rc_density(float x) {
  const rc_exponential e = rc_exponential_of(rc_least(fabs(x), RC_FURTHEST), 0.0f);
  return x == x ? e.p * 0.398942280f * e.high * e.low : x;
}

// |mean| / deviation; *beyond is t times what its rounding left out
RC_FUNCTION float rc_ratio(float mean, float deviation, float *beyond) {
  const float divisor = deviation < 1e-37f ? 1e-37f : deviation, reciprocal = 1.0f / divisor, size = fabs(mean);
  const float t = rc_least(size * reciprocal, RC_FURTHEST);
  *beyond = t * rc_least(fma(-t, divisor, size) * reciprocal, 1e-4f);
  return t;
}

RC_FUNCTION float rc_rectified_mean(float mean, float deviation) {
  const float scale = rc_positive(deviation);
  float beyond;
  const float t = rc_ratio(mean, scale, &beyond);
  const rc_exponential e = rc_exponential_of(t, beyond);
  const float y = 1.0f / (t + 3.0f), z = (t - 1.5f) * y;
  return t == t ? rc_positive(mean) + scale * e.high * (e.p * (y * y * rc_first(z))) * e.low : t;
}

RC_FUNCTION float rc_rectified_variance(float mean, float deviation) {
  const float scale = rc_positive(deviation);
  float beyond;
  const float t = rc_ratio(mean, scale, &beyond);
  const rc_exponential e = rc_exponential_of(t, beyond);
  const float line = t + 3.0f, y = 1.0f / line, z = (t - 1.5f) * y;
  const float slip = fma(-y, line, 1.0f) - y * (3.0f - (line - t)); // what rounding left out of y
  float first = fma(slip + slip, e.p, e.p) * (y * y * rc_first(z));
  float second = fma(slip * 3.0f, e.p, e.p) * (y * y * y * rc_second(z));
  if (t != t)
    return t;
  if (mean < 0.0f) {
    const float tail = scale * e.high * first * e.low;
    return scale * e.high * (scale * e.low) * second - tail * tail;
  }
  first = first * e.high * e.low;
  second = second * e.high * e.low;
  return scale * (scale * (1.0f - second - first * (t + t + first)));
}
