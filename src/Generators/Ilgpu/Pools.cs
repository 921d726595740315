namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What a pool is run with beside its policy.</summary>
internal struct PoolArguments
{
    /// <summary>[N, C, H, W]: decides the maximum of each window.</summary>
    public ArrayView<float> Decides;

    /// <summary>The numbers of <see cref="Pools"/>.</summary>
    public ArrayView<int> Geometry;

    /// <summary>0 average, 1 average over padding too, 2 maximum: as <c>PoolKind</c>.</summary>
    public int Kind;
    public int Columns;

    /// <summary>Groups that share one row.</summary>
    public int Blocks;
}

/// <summary>Pools: the policy's formula over an input, an output that sees it, and its weight in that window.</summary>
internal static class Pools
{
    public const int AverageIncludingPadding = 1;
    public const int Maximum = 2;

    private const int Height = 0;
    private const int Width = 1;
    private const int OutHeight = 2;
    private const int OutWidth = 3;
    private const int KernelHeight = 4;
    private const int KernelWidth = 5;
    private const int StrideDown = 6;
    private const int StrideAcross = 7;
    private const int PadTop = 8;
    private const int PadLeft = 9;
    private const int DilationDown = 10;
    private const int DilationAcross = 11;
    private const int Channels = 12;

    /// <summary>An item computes one output: Σ over the inputs of its window that exist.</summary>
    public static void Forward<TPolicy>(PoolArguments a, TPolicy policy)
        where TPolicy : struct, ITerm
    {
        ArrayView<int> g = a.Geometry;
        int outputs = g[OutHeight] * g[OutWidth],
            inputs = g[Height] * g[Width],
            row = Grid.IdxX / a.Blocks,
            at = Grid.IdxX % a.Blocks * Group.DimX + Group.IdxX;
        if (at >= g[Channels] * outputs)
            return;
        int channel = at / outputs,
            down = at % outputs / g[OutWidth],
            across = at % g[OutWidth];
        long size = (long)g[Channels] * inputs;
        Place output = Place.At(row, a.Columns, (long)g[Channels] * outputs, at, channel);
        long decides = output.SampleNumber * size + (long)channel * inputs;
        int window = Window(a, decides, down, across);
        float sum = 0;
        for (int tapDown = 0; tapDown < g[KernelHeight]; tapDown++)
        {
            int y = down * g[StrideDown] - g[PadTop] + tapDown * g[DilationDown];
            for (int tapAcross = 0; tapAcross < g[KernelWidth]; tapAcross++)
            {
                int x = across * g[StrideAcross] - g[PadLeft] + tapAcross * g[DilationAcross];
                if (y >= 0 & y < g[Height] & x >= 0 & x < g[Width])
                {
                    int place = y * g[Width] + x;
                    Place input = Place.At(row, a.Columns, size, (long)channel * inputs + place, channel);
                    sum += policy.Term(input, output, Weight(a, window, place));
                }
            }
        }
        policy.Store(output, sum);
    }

    /// <summary>An item computes one input: Σ over the windows that see it.</summary>
    public static void Backward<TPolicy>(PoolArguments a, TPolicy policy)
        where TPolicy : struct, ITerm
    {
        ArrayView<int> g = a.Geometry;
        int outputs = g[OutHeight] * g[OutWidth],
            inputs = g[Height] * g[Width],
            row = Grid.IdxX / a.Blocks,
            at = Grid.IdxX % a.Blocks * Group.DimX + Group.IdxX;
        if (at >= g[Channels] * inputs)
            return;
        int channel = at / inputs,
            y = at % inputs / g[Width],
            x = at % g[Width];
        long size = (long)g[Channels] * inputs,
            outputSize = (long)g[Channels] * outputs;
        Place input = Place.At(row, a.Columns, size, at, channel);
        long decides = input.SampleNumber * size + (long)channel * inputs;
        float sum = 0;
        for (int tapDown = 0; tapDown < g[KernelHeight]; tapDown++)
        {
            int above = y + g[PadTop] - tapDown * g[DilationDown],
                down = above / g[StrideDown];
            for (int tapAcross = 0; tapAcross < g[KernelWidth]; tapAcross++)
            {
                int before = x + g[PadLeft] - tapAcross * g[DilationAcross],
                    across = before / g[StrideAcross];
                if (
                    above >= 0
                    & down * g[StrideDown] == above
                    & down < g[OutHeight]
                    & before >= 0
                    & across * g[StrideAcross] == before
                    & across < g[OutWidth]
                )
                {
                    long there = (long)channel * outputs + down * g[OutWidth] + across;
                    Place output = Place.At(row, a.Columns, outputSize, there, channel);
                    int window = Window(a, decides, down, across);
                    sum += policy.Term(input, output, Weight(a, window, y * g[Width] + x));
                }
            }
        }
        policy.Store(input, sum);
    }

    /// <summary>
    /// The first maximum of a window in scan order, NaN above all numbers, as its place in the channel; of an average how
    /// many inputs of the window exist.
    /// </summary>
    private static int Window(PoolArguments a, long decides, int down, int across)
    {
        ArrayView<int> g = a.Geometry;
        int found = 0,
            winner = -1;
        float most = 0;
        for (int tapDown = 0; tapDown < g[KernelHeight]; tapDown++)
        {
            int y = down * g[StrideDown] - g[PadTop] + tapDown * g[DilationDown];
            for (int tapAcross = 0; tapAcross < g[KernelWidth]; tapAcross++)
            {
                int x = across * g[StrideAcross] - g[PadLeft] + tapAcross * g[DilationAcross];
                if (y >= 0 & y < g[Height] & x >= 0 & x < g[Width])
                {
                    found++;
                    if (a.Kind == Maximum)
                    {
                        int place = y * g[Width] + x;
                        float value = a.Decides[decides + place];
                        if (winner < 0 | value > most | (Scalar.IsNaN(value) & !Scalar.IsNaN(most)))
                        {
                            winner = place;
                            most = value;
                        }
                    }
                }
            }
        }
        return a.Kind == Maximum ? winner : found;
    }

    private static float Weight(PoolArguments a, int window, int place)
    {
        if (a.Kind == Maximum)
            return window == place ? 1f : 0f;
        int count = a.Kind == AverageIncludingPadding ? a.Geometry[KernelHeight] * a.Geometry[KernelWidth] : window;
        return 1f / count;
    }
}
