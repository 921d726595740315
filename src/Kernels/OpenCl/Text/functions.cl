// exp, log, pow, tanh, erf and erfc in float32 for languages that come without libraries, within four units in the
// last place; what is special is as in C. Polynomials are of least relative error on their intervals.
#ifndef RC_FUNCTION
#define RC_FUNCTION static inline
#endif

#define RC_LN2_HIGH 0.693145752f // of 15 bits: whole multiples are exact
#define RC_LN2_LOW 1.42860682e-6f

// a number is p * high * low, high and low powers of two: their product alone may lie outside of float32
typedef struct {
  float p;
  float high;
  float low;
} rc_scaled;

// adding and subtracting 1.5 * 2^23 rounds to the nearest whole number
RC_FUNCTION float rc_rounded(float x) { return x + 12582912.0f - 12582912.0f; }

RC_FUNCTION float rc_scale(float whole) { return as_float((uint)((int)whole + 127) << 23); }

// e^(x + beyond), beyond small beside x or beside 1
RC_FUNCTION rc_scaled rc_scaled_exp(float x, float beyond) {
  const float inside = x > 100.0f ? 100.0f : x < -110.0f ? -110.0f : x == x ? x : 0.0f;
  const float whole = rc_rounded(inside * 1.44269504f), upper = rc_rounded(whole * 0.5f);
  const float r = fma(whole, -RC_LN2_LOW, fma(whole, -RC_LN2_HIGH, inside)) + beyond;
  float sum = fma(0.00139517197f, r, 0.00836959016f);
  sum = fma(sum, r, 0.0416661873f);
  sum = fma(sum, r, 0.166665137f);
  sum = fma(sum, r, 0.5f);
  rc_scaled e;
  e.p = fma(sum, r * r, r) + 1.0f;
  e.high = rc_scale(upper);
  e.low = rc_scale(whole - upper);
  return e;
}

RC_FUNCTION float rc_exp(float x) {
  const rc_scaled e = rc_scaled_exp(x, 0.0f);
  return x == x ? e.p * e.high * e.low : x;
}

// x > 0 is (1 + f) * 2^whole, 1 + f between the roots of 1/2 and 2
typedef struct {
  float f;
  float whole;
} rc_split;

RC_FUNCTION rc_split rc_split_of(float x) {
  const int small = x < 1.17549435e-38f;
  const uint bits = as_uint(small ? x * 8388608.0f : x);
  const int whole = (int)(bits - 0x3F3504F3u) >> 23;
  rc_split s;
  s.f = as_float(bits - ((uint)whole << 23)) - 1.0f;
  s.whole = (float)(small ? whole - 23 : whole);
  return s;
}

RC_FUNCTION float rc_log(float x) {
  const rc_split s = rc_split_of(x);
  const float f = s.f;
  float sum = fma(0.0691724718f, f, -0.117919594f);
  sum = fma(sum, f, 0.118732922f);
  sum = fma(sum, f, -0.123840287f);
  sum = fma(sum, f, 0.142185807f);
  sum = fma(sum, f, -0.166692659f);
  sum = fma(sum, f, 0.20002231f);
  sum = fma(sum, f, -0.249999866f);
  sum = fma(sum, f, 0.333333105f);
  sum = fma(sum, f, -0.5f);
  const float value = fma(s.whole, RC_LN2_HIGH, f + fma(f * f, sum, s.whole * RC_LN2_LOW));
  return x > 0.0f ? (x < INFINITY ? value : x) : x == 0.0f ? -INFINITY : NAN;
}

// e^(y log x): the logarithm is high + low, from log(1 + f) = 2 artanh(q) = 2q + q^3 (2/3 + ...), q = f / (2 + f); what
// rounding leaves out of q, q^2, q^3 and 2/3 q^3 is kept, since y may be as large as log x is small
RC_FUNCTION float rc_pow(float x, float y) {
  const float size = fabs(x);
  const rc_split s = rc_split_of(size);
  const float divisor = s.f + 2.0f, lost = s.f - (divisor - 2.0f), q = s.f / divisor;
  const float q_low = fma(-q, lost, fma(-q, divisor, s.f)) / divisor;
  const float square = q * q, square_low = fma(q + q, q_low, fma(q, q, -square));
  const float cube = q * square, cube_low = fma(q_low, square, fma(q, square_low, fma(q, square, -cube)));
  float sum = fma(0.234254479f, square, 0.285468578f);
  sum = fma(sum, square, 0.400001556f);
  sum = fma(sum, square, -1.98682150e-8f); // 2/3 beyond 0.6666667
  const float third = cube * 0.666666687f;
  const float third_low = fma(cube, sum, fma(cube_low, 0.666666687f, fma(cube, 0.666666687f, -third)));
  const float first = s.whole * RC_LN2_HIGH, second = q + q, both = first + second, near = both + third;
  const float far = fma(s.whole, RC_LN2_LOW, q_low + q_low) + third_low + (third - (near - both)) +
                    (second - (both - first));
  const float high = near + far, low = far - (high - near);
  const float exponent = y * high;
  const rc_scaled e =
      rc_scaled_exp(exponent, fabs(exponent) < 200.0f ? fma(y, high, -exponent) + y * low : 0.0f);
  float value = e.p * e.high * e.low;
  if (size == 0.0f || size == INFINITY)
    value = (size == 0.0f) == (y > 0.0f) ? 0.0f : INFINITY;
  if (y == 0.0f || x == 1.0f || (size == 1.0f && fabs(y) == INFINITY))
    return 1.0f;
  if (x != x || y != y)
    return NAN;
  const int whole = fabs(y) >= 8388608.0f || (float)(int)y == y; // all numbers from 2^23 on are
  if (x < 0.0f && size < INFINITY && !whole)
    return NAN;
  return as_uint(x) >> 31 && whole && fabs(y) < 16777216.0f && ((int)y & 1) ? -value : value;
}

RC_FUNCTION float rc_tanh(float x) {
  const float size = fabs(x), z = x * x;
  if (size < 0.625f) {
    float sum = fma(-0.00571477786f, z, 0.0206486508f);
    sum = fma(sum, z, -0.0537429377f);
    sum = fma(sum, z, 0.133314848f);
    sum = fma(sum, z, -0.333332837f);
    return fma(x * z, sum, x);
  }
  const float value = 1.0f - 2.0f / (rc_exp(size + size) + 1.0f);
  return x < 0.0f ? -value : value;
}

// erfc(t) of t >= 0.49: e^(-t^2) / (t + 2) times a polynomial in (t - 2) / (t + 2)
RC_FUNCTION float rc_erfc_tail(float size) {
  const float t = size > 11.0f ? 11.0f : size, square = t * t, y = 1.0f / (t + 2.0f), z = (t - 2.0f) * y;
  const rc_scaled e = rc_scaled_exp(-square, -fma(t, t, -square));
  float sum = fma(0.000116640287f, z, -0.000542340102f);
  sum = fma(sum, z, -0.000892182696f);
  sum = fma(sum, z, 0.00305301463f);
  sum = fma(sum, z, 0.00649307808f);
  sum = fma(sum, z, -0.0215058085f);
  sum = fma(sum, z, -0.0364435688f);
  sum = fma(sum, z, 0.279471874f);
  sum = fma(sum, z, -0.687160671f);
  sum = fma(sum, z, 1.02158272f);
  return e.p * (y * sum) * e.high * e.low;
}

RC_FUNCTION float rc_erf(float x) {
  const float size = fabs(x), z = x * x;
  if (size < 1.0f) {
    float sum = fma(-9.68014047e-6f, z, 0.000112705457f);
    sum = fma(sum, z, -0.000848471187f);
    sum = fma(sum, z, 0.00522107491f);
    sum = fma(sum, z, -0.0268654451f);
    sum = fma(sum, z, 0.112837829f);
    sum = fma(sum, z, -0.376126379f);
    sum = fma(sum, z, 0.128379166f);
    return fma(x, sum, x);
  }
  const float value = 1.0f - rc_erfc_tail(size);
  return x < 0.0f ? -value : value;
}

RC_FUNCTION float rc_erfc(float x) {
  if (fabs(x) < 0.5f)
    return 1.0f - rc_erf(x);
  const float tail = rc_erfc_tail(fabs(x));
  return x < 0.0f ? 2.0f - tail : tail;
}
