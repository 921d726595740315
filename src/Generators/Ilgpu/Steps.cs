namespace RuleCompiler.Generated.Ilgpu;

using global::System;
using global::ILGPU.Runtime;
using global::RuleCompiler.Devices;
using global::RuleCompiler.Kernels;

/// <summary>Steps of a plan as launches of skeletons.</summary>
internal static class Steps
{
    /// <summary>A product.</summary>
    public static Action<AcceleratorStream> Product<TPolicy, TLeft, TRight, TSum>(
        KernelSet kernels,
        BoundStep bound,
        TPolicy policy
    )
        where TPolicy : struct, IProduct<TLeft, TRight, TSum>
        where TLeft : unmanaged
        where TRight : unmanaged
        where TSum : unmanaged
    {
        ProductStep step = (ProductStep)bound.Step;
        return kernels.Product<TPolicy, TLeft, TRight, TSum>(
            policy,
            bound.Geometry!,
            IlgpuMemory.Table(bound.Table!.Value),
            Rows(bound, step.Repeats),
            Of(step.Source, bound.Columns),
            Of(step.Target, bound.Columns),
            IlgpuMemory.View(bound.Weights!.Value)
        );
    }

    /// <summary>Plain sums.</summary>
    public static Action<AcceleratorStream> Sums<TPolicy, TSum>(KernelSet kernels, BoundStep bound, TPolicy policy)
        where TPolicy : struct, ISums<TSum>
        where TSum : unmanaged
    {
        ProductStep step = (ProductStep)bound.Step;
        return kernels.PlainSums<TPolicy, TSum>(
            policy,
            bound.Geometry!,
            IlgpuMemory.Table(bound.Table!.Value),
            Rows(bound, step.Repeats),
            Of(step.Source, bound.Columns),
            Of(step.Target, bound.Columns)
        );
    }

    /// <summary>A formula at pairs that weights or the windows of a pool join.</summary>
    public static Action<AcceleratorStream> Terms<TPolicy>(KernelSet kernels, BoundStep bound, TPolicy policy)
        where TPolicy : struct, ITerm
    {
        if (bound.Step is PoolStep pool)
        {
            return kernels.Pool(
                policy,
                pool.Shape,
                IlgpuMemory.Table(bound.Table!.Value),
                pool.Kind,
                pool.Adjoint,
                bound.Samples,
                bound.Columns,
                IlgpuMemory.View(bound.Weights!.Value)
            );
        }

        PairStep step = (PairStep)bound.Step;
        Units input = Of(step.Input, bound.Columns),
            output = Of(step.Output, bound.Columns);
        return kernels.WeightPairs(
            policy,
            bound.Geometry!,
            IlgpuMemory.Table(bound.Table!.Value),
            Rows(bound, 1),
            step.Adjoint ? output : input,
            step.Adjoint ? input : output,
            IlgpuMemory.View(bound.Weights!.Value)
        );
    }

    /// <summary>Formulas at every element.</summary>
    public static Action<AcceleratorStream> Elements<TPolicy>(KernelSet kernels, BoundStep bound, TPolicy policy)
        where TPolicy : struct, IPointwise
    {
        PointwiseStep step = (PointwiseStep)bound.Step;
        long size = (long)step.Channels * step.Length;
        return kernels.Elements(policy, bound.Samples, bound.Columns, size, Math.Max(1, step.Length), bound.Summed);
    }

    /// <summary>What needs no policy.</summary>
    public static Action<AcceleratorStream> Plain(KernelSet kernels, BoundStep bound)
    {
        if (bound.Step is PercentileStep percentile)
        {
            return kernels.Rank(
                IlgpuMemory.View(bound.Operands[0]),
                IlgpuMemory.View(bound.Operands[1]),
                percentile.From.Size,
                percentile.Percent,
                Rows(bound, 1)
            );
        }

        MoveStep move = (MoveStep)bound.Step;
        MoveArguments arguments = new()
        {
            From = IlgpuMemory.View(bound.Operands[0]),
            To = IlgpuMemory.View(bound.Operands[1]),
            Places = IlgpuMemory.Table(bound.Table!.Value),
            Inputs = (int)move.Map.InputSize,
            Outputs = (int)move.Map.OutputSize,
            Clear = move.Clears ? 1 : 0,
        };
        return kernels.Move(move.Adjoint, arguments, Rows(bound, 1));
    }

    private static int Rows(BoundStep bound, int repeats) => checked(bound.Samples * bound.Columns * repeats);

    private static Units Of(DeviceUnits units, int columns) =>
        new()
        {
            Size = units.Size,
            Length = Math.Max(1, units.Length),
            Columns = columns,
        };
}
