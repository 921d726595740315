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
    /// <summary>Computes what is asked.</summary>
    public static void Run(in LayerProduct asked)
    {
        // as it stands: a layer of ten units is over before its shape is looked at and copied
        if (asked.Shape.IsDense)
            Dense(asked);
        else
            Simplified(asked with { Shape = asked.Shape.Simplified() });
    }

    private static void Simplified(in LayerProduct asked)
    {
        if (asked.Shape.IsDense)
        {
            Dense(asked);
            return;
        }
        if (asked.Other is not null)
            BySources(asked);
        else
            BySamples(asked);
    }

    /// <summary>
    /// Together, but where zeros are skipped or samples lie abreast: lists of nonzeros are of one source, and so are turned
    /// samples.
    /// </summary>
    private static void BySources(in LayerProduct asked)
    {
        if (Dispatch<G0, G0, T, V>.IsBlocked(asked.Former) && Dispatch<G1, G1, T, V>.IsBlocked(asked.Latter))
        {
            Blocked(asked);
            return;
        }
        Dispatch<G0, G0, T, V>.BySamples(asked.Former);
        Dispatch<G1, G1, T, V>.BySamples(asked.Latter);
    }

    /// <summary>Whether no zeros are skipped and no samples lie abreast.</summary>
    private static bool IsBlocked(in LayerProduct asked) =>
        !Abreast<G0, G1, T>.Pays(asked)
        && SparseWeights<G0, G1, V>.Time(asked, out _) >= 1
        && !Skipping.PaysAnywhere<V>(asked, 1);

    private static void BySamples(in LayerProduct asked)
    {
        float abreast = Abreast<G0, G1, T>.Time(asked),
            sparse = SparseWeights<G0, G1, V>.Time(asked, out WeightParts parts);
        if (sparse < abreast)
        {
            using Scratch scratch = Scratch.Borrow(SparseWeights<G0, G1, V>.Size(asked));
            var weights = new SparseWeights<G0, G1, V>(asked, parts, scratch);
            SkippingOrAbreast(asked, sparse, ref weights);
            return;
        }
        if (abreast < 1)
        {
            var all = default(SparseWeights<G0, G1, V>);
            SkippingOrAbreast(asked, abreast, ref all);
            return;
        }
        using var skipping = new SkippingConvolution<G0, G1, V>();
        for (int sample = 0, samples; sample < asked.Count; sample += samples)
        {
            bool skips = Skipping.Pays<V>(asked, abreast, sample, out samples);
            LayerProduct some = samples == asked.Count ? asked : asked.Samples(sample, samples);
            if (skips)
                skipping.Run(some);
            else
                Blocked(some);
        }
    }

    /// <summary>Samples that skip no zeros come together from the whole batch: as many as lie abreast, and at last the rest.</summary>
    private static void SkippingOrAbreast(in LayerProduct asked, float otherwise, ref SparseWeights<G0, G1, V> sparse)
    {
        int block = sparse.IsUsed ? SparseWeights<G0, G1, V>.Samples : Abreast<G0, G1, T>.Samples;
        using Scratch scratch = Scratch.Borrow(Gathering.Size(asked, block));
        var gathering = new Gathering(asked, stackalloc int[block], scratch);
        using var skipping = new SkippingConvolution<G0, G1, V>();
        for (int sample = 0, samples; sample < asked.Count; sample += samples)
        {
            if (Skipping.Pays<V>(asked, otherwise, sample, out samples))
            {
                skipping.Run(asked.Samples(sample, samples));
                continue;
            }
            int rest = samples % block;
            if (rest < samples)
                Together(asked.Samples(sample + rest, samples - rest), ref sparse);
            for (int i = 0; i < rest; i++)
            {
                gathering.Add(sample + i);
                if (gathering.IsFull)
                    Finish(ref gathering, otherwise, ref sparse);
            }
        }
        Finish(ref gathering, otherwise, ref sparse);
    }

    /// <summary>A rest is filled where that is faster; where zeros of weights are skipped always, since its sums have another order.</summary>
    private static void Finish(ref Gathering gathering, float otherwise, ref SparseWeights<G0, G1, V> sparse)
    {
        bool filled = sparse.IsUsed || gathering.Count > otherwise * Abreast<G0, G1, T>.Samples;
        if (gathering.Count > 0)
            Together(gathering.Product(filled), ref sparse);
        gathering.Return();
    }

    private static void Together(in LayerProduct asked, ref SparseWeights<G0, G1, V> sparse)
    {
        if (sparse.IsUsed)
            sparse.Run(asked);
        else
            Blocked(asked);
    }

    private static void Blocked(in LayerProduct asked)
    {
        if (asked.GroupRows <= Narrow<G0, V>.MostRows)
        {
            Narrow<G0, V>.Run(asked, asked.First);
            if (asked.Second is { } second)
                Narrow<G1, V>.Run(asked.Latter, second);
        }
        else if (Abreast<G0, G1, T>.Pays(asked))
        {
            Abreast<G0, G1, T>.Run(asked);
        }
        else if (InPlace<G0, G1, T>.Pays(asked))
        {
            BorderedInPlace<T>(asked);
        }
        else if (V.Width > Lanes256.Width && InPlace<G0, G1, Tile6<Lanes256>>.Pays(asked))
        {
            BorderedInPlace<Tile6<Lanes256>>(asked); // lines that fill half a register
        }
        else if (Padding.Pays(asked.Shape, asked.Adjoint))
        {
            using Scratch scratch = Padding.Room<T>(asked);
            Convolution<G0, G1, T>.Run(Padding.Copy(asked, scratch));
        }
        else
        {
            Convolution<G0, G1, T>.Run(asked);
        }
    }

    /// <summary>Some samples after the other, so that their copies are still in the second-level cache when they are read.</summary>
    private static void BorderedInPlace<B>(in LayerProduct asked)
        where B : struct, ITile
    {
        int step = Padding.SamplesInCache(asked) * Math.Max(1, asked.Degree);
        for (int sample = 0; sample < asked.Count; sample += step)
        {
            LayerProduct some = asked.Samples(sample, Math.Min(step, asked.Count - sample));
            using Scratch scratch = Padding.Room<B>(some);
            InPlace<G0, G1, B>.Run(Padding.Copy(some, scratch));
        }
    }

    private static void Dense(in LayerProduct asked)
    {
        if (asked.Count <= DenseStream<G0, G1, V>.MostSamples)
        {
            DenseStream<G0, G1, V>.Run(asked);
            return;
        }
        DenseProduct<G0, G1, T>.Run(asked);
    }
}
