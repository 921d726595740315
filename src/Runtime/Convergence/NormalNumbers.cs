using System.Runtime.Intrinsics;

namespace RuleCompiler;

/// <summary>
/// Normal numbers for starts, eight pairs at a time: √(−2 ln u)·(cos 2πv, sin 2πv) after Box and Muller in float32, of
/// the bits of <see cref="SampleRandom"/>.
/// </summary>
/// <remarks>
/// u is an odd multiple of 2⁻³³ in (0, 1), rounded to float32, so that no number exceeds 6.8; v one of 2²⁴ parts of a
/// turn, taken from −½ so that the sine's argument is small. Error below 10⁻⁶.
/// </remarks>
internal static class NormalNumbers
{
    private const int Pairs = 8;

    /// <summary>Fills a run with the next numbers.</summary>
    public static void Fill(ref SampleRandom random, Span<float> numbers)
    {
        Span<float> some = stackalloc float[2 * Pairs];
        for (; numbers.Length >= some.Length; numbers = numbers[some.Length..])
            Next(ref random, numbers);
        Next(ref random, some);
        some[..numbers.Length].CopyTo(numbers);
    }

    private static void Next(ref SampleRandom random, Span<float> numbers)
    {
        Span<float> sizes = stackalloc float[Pairs],
            turns = stackalloc float[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            ulong bits = random.Bits();
            sizes[i] = (uint)(bits >> 32);
            turns[i] = (int)(uint)bits >> 8;
        }

        Vector256<float> uniform = (Vector256.Create<float>(sizes) + Vector256.Create(0.5f)) * (1f / (1L << 32)),
            radius = Vector256.Sqrt(-2 * Vector256.Log(uniform));
        (Vector256<float> sin, Vector256<float> cos) = Vector256.SinCos(
            Vector256.Create<float>(turns) * (2 * MathF.PI / (1 << 24))
        );
        (radius * cos).CopyTo(numbers);
        (radius * sin).CopyTo(numbers[Pairs..]);
    }
}
