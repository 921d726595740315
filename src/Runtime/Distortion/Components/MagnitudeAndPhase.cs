using System.Numerics;

namespace RuleCompiler;

/// <summary>
/// Magnitude and phase of a real signal's Fourier transform: z_k = Σ_t x_t e^{−2πikt/n}/√n = m_k e^{iφ_k}. The components
/// are first the magnitudes of the frequencies 0 to n/2, then the phases of those between 0 and n/2, n together.
/// </summary>
/// <remarks>
/// Frequency 0, and n/2 of an even length, have a sign and no phase: there m is z itself. A draw's phase is turned to
/// within π of the input's before both are mixed, so that the mixture turns the shorter way. Source: macdonald2019rate's
/// relaxation on the representation of heiss2020indistribution, section 4.1.
/// </remarks>
public sealed class MagnitudeAndPhase : SignalComponents
{
    private readonly int[] _shape;
    private readonly int _length;

    /// <param name="length">The signal's length n.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public MagnitudeAndPhase(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_length, _shape) = (length, [length]);
    }

    /// <summary>The number of magnitudes, the first components; the rest are phases.</summary>
    public int Magnitudes => (_length / 2) + 1;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => _shape;

    /// <inheritdoc/>
    public override bool IsOrthonormal => false;

    /// <inheritdoc/>
    public override void Analyse(ReadOnlySpan<double> signal, Span<double> components)
    {
        Complex[] z = Spectrum(signal);
        for (int k = 0; k < Magnitudes; k++)
        {
            if (Phase(k) is not { } phase)
                components[k] = z[k].Real;
            else
                (components[k], components[phase]) = (z[k].Magnitude, z[k].Phase);
        }
    }

    /// <inheritdoc/>
    public override void Synthesise(ReadOnlySpan<double> components, Span<double> signal)
    {
        Complex[] z = new Complex[_length];
        for (int k = 0; k < Magnitudes; k++)
        {
            if (Phase(k) is not { } phase)
            {
                z[k] = components[k];
                continue;
            }

            (double sin, double cos) = Math.SinCos(components[phase]);
            z[k] = new(components[k] * cos, components[k] * sin);
            z[_length - k] = Complex.Conjugate(z[k]);
        }

        FourierTransform.Transform(z, inverse: true);
        double scale = 1 / Math.Sqrt(_length);
        for (int t = 0; t < _length; t++)
            signal[t] = scale * z[t].Real;
    }

    /// <inheritdoc/>
    public override void Pull(ReadOnlySpan<double> components, ReadOnlySpan<double> gradient, Span<double> into)
    {
        Complex[] z = Spectrum(gradient);
        for (int k = 0; k < Magnitudes; k++)
        {
            if (Phase(k) is not { } phase)
            {
                into[k] = z[k].Real;
                continue;
            }

            // x holds z_k and its conjugate: twice the real part of the product with dz
            (double sin, double cos) = Math.SinCos(components[phase]);
            into[k] = 2 * ((cos * z[k].Real) + (sin * z[k].Imaginary));
            into[phase] = 2 * components[k] * ((cos * z[k].Imaginary) - (sin * z[k].Real));
        }
    }

    /// <inheritdoc/>
    public override void Align(ReadOnlySpan<double> input, Span<double> drawn)
    {
        for (int phase = Magnitudes; phase < _length; phase++)
            drawn[phase] = input[phase] + Math.IEEERemainder(drawn[phase] - input[phase], 2 * Math.PI);
    }

    /// <summary>Where the phase of a frequency is; null where it has none.</summary>
    private int? Phase(int k) => k == 0 || 2 * k == _length ? null : Magnitudes + k - 1;

    private Complex[] Spectrum(ReadOnlySpan<double> signal)
    {
        Complex[] z = new Complex[_length];
        double scale = 1 / Math.Sqrt(_length);
        for (int t = 0; t < _length; t++)
            z[t] = scale * signal[t];
        FourierTransform.Transform(z, inverse: false);
        return z;
    }
}
