namespace RuleCompiler.Kernels;

/// <summary>
/// One spatial dimension of a product as a gather: grid position i of the target takes, for each tap t, source
/// position <c>i·SourceStep + FirstOffset + t·OffsetStep</c> (if there is one) through window element
/// <c>FirstTap + t·TapStep</c>, and is written to <c>TargetStart + i·TargetStep</c>.
/// </summary>
/// <remarks>
/// Forward and adjoint have this same form. The adjoint of stride s falls into s phases of target positions, each
/// with the taps that hit it: no multiplication by the zeros between the outputs.
/// </remarks>
internal readonly record struct Axis(
    int Source,
    int SourceStep,
    int Grid,
    int Target,
    int TargetStep,
    int TargetStart,
    int Taps,
    int FirstTap,
    int TapStep,
    int FirstOffset,
    int OffsetStep
)
{
    /// <summary>Whether the grid is the whole target, in its order.</summary>
    public bool IsWhole => TargetStep == 1 && Grid == Target;

    /// <summary>Source position of grid position 0 at tap <paramref name="t"/>.</summary>
    public int Offset(int t) => FirstOffset + t * OffsetStep;

    /// <summary>Window element of tap <paramref name="t"/>.</summary>
    public int Tap(int t) => FirstTap + t * TapStep;

    /// <summary>The rows of a layer: one phase of the adjoint, or the forward direction, which has but one.</summary>
    public static Axis Down(in ConvShape s, bool adjoint, int phase) =>
        adjoint
            ? Backward(s.Height, s.OutHeight, s.KernelHeight, s.StrideHeight, s.PadTop, s.DilationHeight, phase)
            : Forward(s.Height, s.OutHeight, s.KernelHeight, s.StrideHeight, s.PadTop, s.DilationHeight);

    /// <summary>The columns of a layer, in the same way.</summary>
    public static Axis Across(in ConvShape s, bool adjoint, int phase) =>
        adjoint
            ? Backward(s.Width, s.OutWidth, s.KernelWidth, s.StrideWidth, s.PadLeft, s.DilationWidth, phase)
            : Forward(s.Width, s.OutWidth, s.KernelWidth, s.StrideWidth, s.PadLeft, s.DilationWidth);

    /// <summary>Outputs gather from inputs.</summary>
    public static Axis Forward(int inputs, int outputs, int kernel, int stride, int pad, int dilation) =>
        new(inputs, stride, outputs, outputs, 1, 0, kernel, 0, 1, -pad, dilation);

    /// <summary>Inputs i ≡ <paramref name="phase"/> (mod stride) gather from outputs.</summary>
    public static Axis Backward(int inputs, int outputs, int kernel, int stride, int pad, int dilation, int phase)
    {
        // input i meets window element k at output (i + pad − k·dilation)/stride, where that is a whole number
        int step = stride / Divisor(stride, dilation);
        int first = 0;
        while (first < Math.Min(kernel, step) && (phase + pad - first * dilation) % stride != 0)
            first++;
        bool met = first < Math.Min(kernel, step);
        int taps = met ? (kernel - 1 - first) / step + 1 : 0,
            last = first + (taps - 1) * step; // sees the first of the outputs: sources are read in their order
        int grid = phase < inputs ? (inputs - phase + stride - 1) / stride : 0;
        return new(
            outputs,
            1,
            grid,
            inputs,
            stride,
            phase,
            taps,
            met ? last : 0,
            -step,
            met ? (phase + pad - last * dilation) / stride : 0,
            dilation * step / stride
        );
    }

    /// <summary>The grid positions from <paramref name="from"/> up to <paramref name="to"/> whose source exists at tap t.</summary>
    public (int From, int To) Inside(int t, int from, int to)
    {
        int offset = Offset(t);
        int low = offset >= 0 ? 0 : (-offset + SourceStep - 1) / SourceStep;
        int room = Source - offset; // i·SourceStep < room
        int high = room <= 0 ? 0 : (room + SourceStep - 1) / SourceStep;
        low = Math.Clamp(low, from, to);
        return (low, Math.Clamp(high, low, to));
    }

    /// <summary>The taps [from, until) whose source exists at grid position <paramref name="i"/>; they are neighbours.</summary>
    public (int From, int Until) TapsInside(int i)
    {
        int from = 0,
            until = Taps;
        while (from < until && !Exists(i, from))
            from++;
        while (until > from && !Exists(i, until - 1))
            until--;
        return (from, until);
    }

    private bool Exists(int i, int t) => (uint)(i * SourceStep + Offset(t)) < (uint)Source;

    private static int Divisor(int a, int b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
