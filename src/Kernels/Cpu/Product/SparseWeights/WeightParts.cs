using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// How two maps of the weights share them: in what only the first takes and what the second takes, so that each weight
/// is multiplied once for both. With one map it is what that takes.
/// </summary>
/// <param name="Weights">How many weights there are.</param>
/// <param name="Firsts">How many of them the first map alone takes.</param>
/// <param name="Seconds">How many the second takes.</param>
/// <param name="IsShared">Whether the first map takes what the second takes, too.</param>
/// <param name="AreTwo">Whether these are all; they are not where a weight counts differently in both maps.</param>
internal readonly record struct WeightParts(nint Weights, float Firsts, float Seconds, bool IsShared, bool AreTwo)
{
    /// <summary>The share of weights that some map takes.</summary>
    public float Density => (Firsts + Seconds) / Math.Max(1, Weights);

    /// <summary>Looks at every weight.</summary>
    /// <typeparam name="G0">The first map.</typeparam>
    /// <typeparam name="G1">The second map.</typeparam>
    /// <typeparam name="V">The lanes.</typeparam>
    public static unsafe WeightParts Of<G0, G1, V>(in LayerProduct asked)
        where G0 : IWeightMap
        where G1 : IWeightMap
        where V : struct, ILanes<V>
    {
        float* w = asked.Weights.Start;
        nint length = asked.Weights.Length;
        bool two = asked.Maps == 2;
        float first = 0,
            second = 0,
            same = 0,
            other = 0;
        nint i = 0;
        for (; i <= length - V.Width; i += V.Width)
            Count(Load<V>(w + i), two, ref first, ref second, ref same, ref other);
        for (; i < length; i++)
            Count(new Lane(w[i]), two, ref first, ref second, ref same, ref other);
        return new WeightParts(length, first, second + same, same > 0, other == 0 && (same == 0 || second == 0));

        static void Count<L>(L w, bool two, ref float first, ref float second, ref float same, ref float other)
            where L : struct, ILanes<L>
        {
            L a = G0.Map(w),
                b = two ? G1.Map(w) : L.Zero,
                takesA = L.Not(L.Equal(a, L.Zero)),
                takesB = L.Not(L.Equal(b, L.Zero)),
                both = L.And(takesA, takesB),
                alike = L.Equal(a, b);
            first += How(L.And(takesA, L.Not(takesB)));
            second += How(L.And(takesB, L.Not(takesA)));
            same += How(L.And(both, alike));
            other += How(L.And(both, L.Not(alike)));

            static float How(L mask) => L.Sum(L.Select(mask, L.One, L.Zero));
        }
    }
}
