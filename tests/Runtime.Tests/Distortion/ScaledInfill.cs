namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>A generator with a derivative that a user might write: G = n·s + ½x.</summary>
internal sealed class ScaledInfill : IInfill
{
    public void Fill(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> drawn,
        Span<double> filled
    )
    {
        for (int j = 0; j < filled.Length; j++)
            filled[j] = (drawn[j] * map[j]) + (input[j] / 2);
    }

    public void Pull(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> drawn,
        ReadOnlySpan<double> filled,
        ReadOnlySpan<double> gradient,
        Span<double> into
    )
    {
        for (int j = 0; j < into.Length; j++)
            into[j] += gradient[j] * drawn[j];
    }
}
