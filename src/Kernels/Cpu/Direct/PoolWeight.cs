using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>The weights within one window.</summary>
/// <param name="All">The weight of every input; 0 if there is a maximum.</param>
/// <param name="Maximum">The place of the maximum in its channel; −1 for averages.</param>
internal readonly record struct PoolWeight(float All, int Maximum)
{
    /// <summary>The weight of the input at <paramref name="place"/>.</summary>
    /// <remarks>Without a branch: which input is the largest cannot be predicted.</remarks>
    public float At(int place) => All + Unsafe.BitCast<bool, byte>(place == Maximum);

    /// <summary>The weights of a window over one channel.</summary>
    public static unsafe PoolWeight Of(in ConvShape shape, in Window window, PoolKind kind, float* channel) =>
        kind switch
        {
            PoolKind.Average => new PoolWeight(1f / Math.Max(1, window.Count), -1),
            PoolKind.AverageIncludingPadding => new PoolWeight(1f / (shape.KernelHeight * shape.KernelWidth), -1),
            _ => new PoolWeight(0, First(shape, window, channel)),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int First(in ConvShape shape, in Window window, float* channel)
    {
        int best = window.Place(shape, window.FirstRow, window.FirstColumn);
        if (window.Count == 0)
            return best;
        float most = channel[best];
        for (int y = window.FirstRow; y < window.LastRow; y++)
        {
            for (int x = window.FirstColumn; x < window.LastColumn; x++)
            {
                int place = window.Place(shape, y, x);
                float value = channel[place];
                bool larger = (value > most) | (float.IsNaN(value) & !float.IsNaN(most));
                best = larger ? place : best; // a conditional move
                most = channel[best];
            }
        }
        return best;
    }
}
