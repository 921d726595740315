using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>An item is one channel of one row.</summary>
internal unsafe struct PoolForwardJob<P>(
    P policy,
    ConvShape shape,
    PoolKind kind,
    int columns,
    Plane input,
    Plane output
) : IJob
    where P : struct, IForwardTerm
{
    private P policy = policy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Do(int item)
    {
        (int row, int channel) = Math.DivRem(item, shape.Channels);
        nint plane = (nint)shape.Height * shape.Width;
        int outHeight = shape.OutHeight,
            outWidth = shape.OutWidth;
        Index origin = Index.At(row, columns, shape.InputSize, channel * plane, channel);
        float* values = kind == PoolKind.Maximum ? input.Start + origin.Sample : null;
        float* to = output.Start + (nint)item * outHeight * outWidth;
        for (int y = 0; y < outHeight; y++)
        {
            for (int x = 0; x < outWidth; x++, to++)
            {
                Window window = Window.Of(shape, y, x);
                PoolWeight weight = PoolWeight.Of(shape, window, kind, values);
                float sum = 0;
                for (int r = window.FirstRow; r < window.LastRow; r++)
                {
                    for (int c = window.FirstColumn; c < window.LastColumn; c++)
                    {
                        int place = window.Place(shape, r, c);
                        sum += policy.Term(origin.Plus(place), new Lane(weight.At(place))).Value;
                    }
                }
                *to = sum;
            }
        }
    }
}

/// <summary>An item is one channel of one row: windows that overlap write it one after the other.</summary>
internal unsafe struct PoolBackwardJob<P>(
    P policy,
    ConvShape shape,
    PoolKind kind,
    int columns,
    Plane input,
    Plane below
) : IJob
    where P : struct, IBackwardTerm
{
    private P policy = policy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Do(int item)
    {
        (int row, int channel) = Math.DivRem(item, shape.Channels);
        nint plane = (nint)shape.Height * shape.Width;
        int outHeight = shape.OutHeight,
            outWidth = shape.OutWidth;
        Index origin = Index.At(row, columns, shape.InputSize, channel * plane, channel);
        float* values = kind == PoolKind.Maximum ? input.Start + origin.Sample : null;
        float* to = below.Start + origin.Full;
        for (nint i = 0; i < plane; i++)
            to[i] = 0;
        for (int y = 0; y < outHeight; y++)
        {
            for (int x = 0; x < outWidth; x++)
            {
                nint position = ((nint)channel * outHeight + y) * outWidth + x;
                Index above = Index.At(row, columns, shape.OutputSize, position, channel);
                Window window = Window.Of(shape, y, x);
                PoolWeight weight = PoolWeight.Of(shape, window, kind, values);
                for (int r = window.FirstRow; r < window.LastRow; r++)
                {
                    for (int c = window.FirstColumn; c < window.LastColumn; c++)
                    {
                        int place = window.Place(shape, r, c);
                        to[place] += policy.Term(origin.Plus(place), above, new Lane(weight.At(place))).Value;
                    }
                }
            }
        }
    }
}
