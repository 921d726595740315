using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>A pool's windows along one axis of what lies around it: [Before, Length, After] → [Before, Output, After].</summary>
/// <param name="Before">How many lines there are.</param>
/// <param name="Length">Inputs along the axis.</param>
/// <param name="After">Units side by side that are one place of the axis.</param>
/// <param name="Output">Windows along the axis.</param>
/// <param name="Taps">Inputs of a window.</param>
/// <param name="Stride">From a window to the next.</param>
/// <param name="Pad">Places before the first input.</param>
/// <param name="Dilation">From a tap to the next.</param>
internal sealed record PoolAxis(
    int Before,
    int Length,
    int After,
    int Output,
    int Taps,
    int Stride,
    int Pad,
    int Dilation
)
{
    /// <summary>Whether each window is one input, in order.</summary>
    public bool IsIdentity => Taps == 1 && Stride == 1 && Pad == 0 && Output == Length;

    public EquatableArray<int> InputShape => new[] { Before, Length, After }.ToEquatable();

    public EquatableArray<int> Shape => new[] { Before, Output, After }.ToEquatable();

    public Domain Domain => Domain.Of(Shape);

    /// <summary>How many windows have the tap inside of the image.</summary>
    public int Reached(int tap) => Math.Max(0, Last(tap) - First(tap) + 1);

    /// <summary>Whether every window has the tap inside of the image.</summary>
    public bool IsEverywhere(int tap) => Reached(tap) == Output;

    /// <summary>Where a tap's inputs go: to the windows that have it inside of the image.</summary>
    public StridedMap Map(int tap)
    {
        int[] extents = [Before, Reached(tap), After];
        int[] reads = [Length * After, Stride * After, 1];
        int[] writes = [Output * After, After, 1];
        int count = After == 1 ? 2 : 3;
        return new(
            extents.Take(count).ToEquatable(),
            ((First(tap) * Stride) + Shift(tap)) * After,
            reads.Take(count).ToEquatable(),
            First(tap) * After,
            writes.Take(count).ToEquatable()
        );
    }

    /// <summary>From a window's place times the stride to the tap's input.</summary>
    private int Shift(int tap) => (tap * Dilation) - Pad;

    private int First(int tap) => Shift(tap) >= 0 ? 0 : (-Shift(tap) + Stride - 1) / Stride;

    private int Last(int tap) => Shift(tap) >= Length ? -1 : Math.Min(Output - 1, (Length - 1 - Shift(tap)) / Stride);
}
