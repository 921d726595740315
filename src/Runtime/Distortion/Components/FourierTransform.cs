using System.Numerics;

namespace RuleCompiler;

/// <summary>
/// The Fourier transform z_k = Σ_t x_t e^{∓2πikt/n} of any length: halved while it is even (Cooley and Tukey), by its
/// definition for the odd rest.
/// </summary>
internal static class FourierTransform
{
    /// <summary>Transforms in place, without a factor.</summary>
    public static void Transform(Span<Complex> values, bool inverse)
    {
        Complex[] roots = new Complex[values.Length];
        for (int k = 0; k < roots.Length; k++)
        {
            (double sin, double cos) = double.SinCosPi(2.0 * k / roots.Length);
            roots[k] = new(cos, inverse ? sin : -sin);
        }

        Transform(values, new Complex[values.Length], roots, 1);
    }

    private static void Transform(Span<Complex> values, Span<Complex> room, Complex[] roots, int stride)
    {
        int n = values.Length,
            half = n / 2;
        if (n % 2 != 0)
        {
            values.CopyTo(room);
            for (int k = 0; k < n; k++)
            {
                values[k] = Complex.Zero;
                for (int t = 0; t < n; t++)
                    values[k] += room[t] * roots[(int)((long)k * t % n) * stride];
            }

            return;
        }

        for (int i = 0; i < half; i++)
            (room[i], room[half + i]) = (values[2 * i], values[(2 * i) + 1]);
        Transform(room[..half], values[..half], roots, 2 * stride);
        Transform(room[half..n], values[half..], roots, 2 * stride);
        for (int k = 0; k < half; k++)
        {
            Complex turned = roots[k * stride] * room[half + k];
            (values[k], values[half + k]) = (room[k] + turned, room[k] - turned);
        }
    }
}
