using System.Runtime.CompilerServices;
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
        nint length = asked.Weights.Length,
            i = 0;
        bool two = asked.Maps == 2;
        var counts = new Counts<G0, G1, V>();
        for (; i <= length - V.Width; i += V.Width)
            counts.Add(Load<V>(w + i), two);
        var rest = new Counts<G0, G1, Lane>();
        for (; i < length; i++)
            rest.Add(new Lane(w[i]), two);
        float first = V.Sum(counts.Firsts) + rest.Firsts.Value,
            second = V.Sum(counts.Seconds) + rest.Seconds.Value,
            same = V.Sum(counts.Alike) + rest.Alike.Value,
            other = V.Sum(counts.Others) + rest.Others.Value;
        return new WeightParts(length, first, second + same, same > 0, other == 0 && (same == 0 || second == 0));
    }

    /// <summary>For each lane, how many weights only the first map takes, only the second, both alike, and both otherwise.</summary>
    private struct Counts<G0, G1, V>
        where G0 : IWeightMap
        where G1 : IWeightMap
        where V : struct, ILanes<V>
    {
        public V Firsts,
            Seconds,
            Alike,
            Others;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(V w, bool two)
        {
            V a = G0.Map(w),
                b = two ? G1.Map(w) : V.Zero,
                takesA = V.Not(V.Equal(a, V.Zero)),
                takesB = V.Not(V.Equal(b, V.Zero)),
                both = V.And(takesA, takesB),
                alike = V.Equal(a, b);
            Firsts += One(V.And(takesA, V.Not(takesB)));
            Seconds += One(V.And(takesB, V.Not(takesA)));
            Alike += One(V.And(both, alike));
            Others += One(V.And(both, V.Not(alike)));

            static V One(V mask) => V.Select(mask, V.One, V.Zero);
        }
    }
}
