namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What formulas at every element are run with beside their policy.</summary>
internal struct PointwiseArguments
{
    public Units Units;

    /// <summary>Columns that a policy adds.</summary>
    public int Summed;

    /// <summary>Groups that share one row.</summary>
    public int Blocks;
}

/// <summary>Formulas at every element of [samples·columns, channels, length].</summary>
internal static class Pointwise
{
    public static void Run<TPolicy>(PointwiseArguments a, TPolicy policy)
        where TPolicy : struct, IPointwise
    {
        long position = (long)(Grid.IdxX % a.Blocks) * Group.DimX + Group.IdxX;
        if (position >= a.Units.Size)
            return;
        int channel = (int)(position / a.Units.Length);
        Place i = Place.At(Grid.IdxX / a.Blocks, a.Units.Columns, a.Units.Size, position, channel);
        policy.At(i, a.Summed, a.Units.Size);
    }
}
