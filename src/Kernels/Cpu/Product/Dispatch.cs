namespace RuleCompiler.Kernels;

/// <summary>Chooses the skeleton that computes a layer's products fastest.</summary>
/// <typeparam name="G0">The first map of the weights.</typeparam>
/// <typeparam name="G1">The second; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal static class Dispatch<G0, G1, T, V>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
    where V : struct, ILanes<V>
{
    /// <summary>Source and targets are input and outputs, or output and inputs if <paramref name="adjoint"/>.</summary>
    public static void Run(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        if (count == 0)
            return;
        // as it stands: a layer of ten units is over before its shape is looked at and copied
        if (shape.IsDense)
            Dense(shape, count, source, weights, first, second, adjoint, accumulate, threads);
        else
            Simplified(shape.Simplified(), count, source, weights, first, second, adjoint, accumulate, threads);
        source.KeepAlive();
        weights.KeepAlive();
        first.KeepAlive();
        second?.KeepAlive();
    }

    private static void Simplified(
        in ConvShape simple,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        if (simple.IsDense)
        {
            Dense(simple, count, source, weights, first, second, adjoint, accumulate, threads);
            return;
        }
        nint from = adjoint ? simple.OutputSize : simple.InputSize,
            to = adjoint ? simple.InputSize : simple.OutputSize;
        for (int sample = 0, samples; sample < count; sample += samples)
        {
            bool skips = Skipping.Pays<V>(simple, source, sample, count, second is null ? 1 : 2, adjoint, out samples);
            Plane some = source.Slice(sample * from, samples * from),
                one = first.Slice(sample * to, samples * to);
            Plane? two = second?.Slice(sample * to, samples * to);
            if (skips && !accumulate)
            {
                SkippingConvolution<G0, G1, V>.Run(simple, samples, some, weights, one, two, adjoint, threads);
                continue;
            }
            Blocked(simple, samples, some, weights, one, two, adjoint, accumulate, threads);
        }
    }

    private static void Blocked(
        in ConvShape simple,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        int rows = (adjoint ? simple.Channels : simple.OutChannels) / simple.Groups;
        if (rows <= Narrow<G0, V>.MostRows)
        {
            Narrow<G0, V>.Run(simple, count, source, weights, first, adjoint, accumulate, threads);
            if (second is { } other)
                Narrow<G1, V>.Run(simple, count, source, weights, other, adjoint, accumulate, threads);
        }
        else if (Padding.Pays(simple, adjoint))
            Padded(simple, count, source, weights, first, second, adjoint, accumulate, threads);
        else
            Convolution<G0, G1, T>.Run(simple, count, source, weights, first, second, adjoint, accumulate, threads);
    }

    private static unsafe void Padded(
        in ConvShape simple,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        ConvShape bare = Padding.Without(simple, adjoint);
        nint size = count * (adjoint ? bare.OutputSize : bare.InputSize);
        using Scratch scratch = Scratch.Borrow(size + Lanes256.Width);
        Padding.Copy(simple, bare, count, source, scratch.Start, adjoint, threads);
        var copy = new Plane(null, scratch.Start, size);
        Convolution<G0, G1, T>.Run(
            bare,
            count,
            copy,
            weights,
            first,
            second,
            adjoint,
            accumulate,
            threads,
            slack: true
        );
    }

    private static void Dense(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        if (count <= DenseStream<G0, G1, V>.MostSamples)
        {
            DenseStream<G0, G1, V>.Run(shape, count, source, weights, first, second, adjoint, accumulate, threads);
            return;
        }
        DenseProduct<G0, T>.Run(shape, count, source, weights, first, adjoint, accumulate, threads);
        if (second is { } other)
            DenseProduct<G1, T>.Run(shape, count, source, weights, other, adjoint, accumulate, threads);
    }
}
