namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;
using global::System;
using global::ILGPU.Runtime;
using global::RuleCompiler.Kernels;
using global::System.Collections.Generic;
using global::System.Reflection;

/// <summary>
/// The skeletons on one accelerator: cuts a step into groups and loads its kernel once. What it returns may be queued many
/// times, on any stream of the accelerator.
/// </summary>
internal sealed class KernelSet
{
    /// <summary>Fewer samples than this go through a dense layer without a blocked product.</summary>
    private const int FewSamples = 4;

    private readonly Accelerator _accelerator;
    private readonly Dictionary<MethodInfo, Delegate> _kernels = new();
    private readonly int _items;
    private readonly int _side;

    /// <exception cref="NotSupportedException">Groups have fewer than 16 items.</exception>
    public KernelSet(Accelerator accelerator)
    {
        _accelerator = accelerator;
        int most = accelerator.MaxNumThreadsPerGroup;
        if (most < 16)
            throw new NotSupportedException($"Kernels need groups of 16 items, '{accelerator.Name}' has {most}.");
        _side =
            most >= 256 ? 16
            : most >= 64 ? 8
            : 4;
        _items = _side * _side;
    }

    /// <summary>A product, over few samples of a dense layer without tiles.</summary>
    public Action<AcceleratorStream> Product<TPolicy, TLeft, TRight, TSum>(
        TPolicy policy,
        ProductGeometry geometry,
        ArrayView<int> table,
        int count,
        Units source,
        Units target,
        ArrayView<float> weights
    )
        where TPolicy : struct, IProduct<TLeft, TRight, TSum>
        where TLeft : unmanaged
        where TRight : unmanaged
        where TSum : unmanaged
    {
        Extents extents = new(geometry);
        if (extents.IsDense && count < FewSamples)
            return DenseProduct<TPolicy, TLeft, TRight, TSum>(policy, geometry, count, source, target, weights);
        int tile = ProductTile.Each * _side;
        ProductArguments arguments = new()
        {
            Weights = weights,
            Geometry = table,
            Source = source,
            Target = target,
            Count = count,
            Side = _side,
            ColumnBlocks = Blocks((long)extents.Positions * count, tile),
            RowBlocks = Blocks(extents.TargetChannels, tile),
        };
        long groups = (long)arguments.ColumnBlocks * arguments.RowBlocks * extents.Parts;
        return Load(ProductTile.Run<TPolicy, TLeft, TRight, TSum>, groups, _items, arguments, policy);
    }

    /// <summary>Plain sums.</summary>
    public Action<AcceleratorStream> PlainSums<TPolicy, TSum>(
        TPolicy policy,
        ProductGeometry geometry,
        ArrayView<int> table,
        int count,
        Units source,
        Units target
    )
        where TPolicy : struct, ISums<TSum>
        where TSum : unmanaged
    {
        Extents extents = new(geometry);
        SumsArguments arguments = new()
        {
            Geometry = table,
            Source = source,
            Target = target,
            Count = count,
            Blocks = Blocks((long)extents.Positions * count, _items),
        };
        long groups = (long)arguments.Blocks * extents.Parts;
        return Load(Sums.Run<TPolicy, TSum>, groups, _items, arguments, policy);
    }

    /// <summary>A formula at pairs over weights.</summary>
    public Action<AcceleratorStream> WeightPairs<TPolicy>(
        TPolicy policy,
        ProductGeometry geometry,
        ArrayView<int> table,
        int rows,
        Units source,
        Units target,
        ArrayView<float> weights
    )
        where TPolicy : struct, ITerm
    {
        Extents extents = new(geometry);
        PairsArguments arguments = new()
        {
            Weights = weights,
            Geometry = table,
            Source = source,
            Target = target,
            Backward = geometry.Adjoint ? 1 : 0,
            Rows = rows,
            Blocks = Blocks((long)extents.Positions * extents.TargetChannels, _items),
        };
        long groups = (long)arguments.Blocks * rows * extents.Parts;
        return Load(Pairs.Run<TPolicy>, groups, _items, arguments, policy);
    }

    /// <summary>A formula at pairs of a pool.</summary>
    public Action<AcceleratorStream> Pool<TPolicy>(
        TPolicy policy,
        in ConvShape shape,
        ArrayView<int> table,
        PoolKind kind,
        bool backward,
        int samples,
        int columns,
        ArrayView<float> decides
    )
        where TPolicy : struct, ITerm
    {
        long size = backward ? shape.InputSize : shape.OutputSize;
        PoolArguments arguments = new()
        {
            Decides = decides,
            Geometry = table,
            Kind = (int)kind,
            Columns = columns,
            Blocks = Blocks(size, _items),
        };
        Action<PoolArguments, TPolicy> kernel = backward ? Pools.Backward<TPolicy> : Pools.Forward<TPolicy>;
        return Load(kernel, (long)arguments.Blocks * samples * columns, _items, arguments, policy);
    }

    /// <summary>Formulas at every element.</summary>
    /// <param name="summed">Columns that the policy adds; <paramref name="columns"/> is then 1.</param>
    public Action<AcceleratorStream> Elements<TPolicy>(
        TPolicy policy,
        int samples,
        int columns,
        long size,
        long length,
        int summed
    )
        where TPolicy : struct, IPointwise
    {
        PointwiseArguments arguments = new()
        {
            Units = new()
            {
                Size = size,
                Length = length,
                Columns = columns,
            },
            Summed = summed,
            Blocks = Blocks(size, _items),
        };
        long groups = (long)arguments.Blocks * samples * columns;
        return Load(Pointwise.Run<TPolicy>, groups, _items, arguments, policy);
    }

    /// <summary>Values moved.</summary>
    public Action<AcceleratorStream> Move(bool backward, MoveArguments arguments, int rows)
    {
        arguments.Blocks = Blocks(backward ? arguments.Inputs : arguments.Outputs, _items);
        Action<MoveArguments> kernel = backward ? Moves.Backward : Moves.Forward;
        return Load(kernel, (long)arguments.Blocks * rows, _items, arguments);
    }

    /// <summary>The percentile of each row.</summary>
    public Action<AcceleratorStream> Rank(
        ArrayView<float> values,
        ArrayView<float> result,
        long size,
        double percent,
        int rows
    )
    {
        double place = (size - 1) * (percent / 100);
        PercentileArguments arguments = new()
        {
            Values = values,
            Result = result,
            Size = size,
            Rank = (long)Math.Floor(place),
            Part = (float)(place - Math.Floor(place)),
        };
        return Load(Percentile.Run, rows, Math.Min(_items, Percentile.MostItems), arguments);
    }

    private Action<AcceleratorStream> DenseProduct<TPolicy, TLeft, TRight, TSum>(
        TPolicy policy,
        ProductGeometry geometry,
        int count,
        Units source,
        Units target,
        ArrayView<float> weights
    )
        where TPolicy : struct, IProduct<TLeft, TRight, TSum>
        where TLeft : unmanaged
        where TRight : unmanaged
        where TSum : unmanaged
    {
        int items = Math.Min(_items, Dense.MostItems),
            from = geometry.Numbers[Geometry.SourceChannels],
            to = geometry.Numbers[Geometry.TargetChannels];
        DenseArguments arguments = new()
        {
            Weights = weights,
            Source = source,
            Target = target,
            Inputs = geometry.Adjoint ? to : from,
            Outputs = geometry.Adjoint ? from : to,
            Blocks = geometry.Adjoint ? Blocks(to, items) : to,
        };
        Action<DenseArguments, TPolicy> kernel = geometry.Adjoint
            ? Dense.Backward<TPolicy, TLeft, TRight, TSum>
            : Dense.Forward<TPolicy, TLeft, TRight, TSum>;
        return Load(kernel, (long)arguments.Blocks * count, items, arguments, policy);
    }

    private Action<AcceleratorStream> Load<TArguments, TPolicy>(
        Action<TArguments, TPolicy> kernel,
        long groups,
        int items,
        TArguments arguments,
        TPolicy policy
    )
        where TArguments : struct
        where TPolicy : struct
    {
        Action<AcceleratorStream, KernelConfig, TArguments, TPolicy> loaded = Loaded(
            kernel.Method,
            () => _accelerator.LoadKernel(kernel)
        );
        KernelConfig config = Config(groups, items);
        return groups == 0 ? _ => { } : stream => loaded(stream, config, arguments, policy);
    }

    private Action<AcceleratorStream> Load<TArguments>(
        Action<TArguments> kernel,
        long groups,
        int items,
        TArguments arguments
    )
        where TArguments : struct
    {
        Action<AcceleratorStream, KernelConfig, TArguments> loaded = Loaded(
            kernel.Method,
            () => _accelerator.LoadKernel(kernel)
        );
        KernelConfig config = Config(groups, items);
        return groups == 0 ? _ => { } : stream => loaded(stream, config, arguments);
    }

    private T Loaded<T>(MethodInfo method, Func<T> load)
        where T : Delegate
    {
        lock (_kernels)
        {
            if (!_kernels.TryGetValue(method, out Delegate? kernel))
                _kernels.Add(method, kernel = load());
            return (T)kernel;
        }
    }

    private static KernelConfig Config(long groups, int items) =>
        groups <= int.MaxValue
            ? new((int)groups, items)
            : throw new OverflowException($"A launch of {groups} groups: more than 2³¹ − 1.");

    private static int Blocks(long numbers, int block) => checked((int)((numbers + block - 1) / block));
}
