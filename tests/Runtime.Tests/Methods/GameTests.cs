using RuleCompiler.Runtime.Tests.Explaining;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>Shapley's axioms on games whose values are known.</summary>
public sealed class GameTests
{
    /// <summary>Two who only count together, one who counts alone, and a dummy: 6ab + 2c.</summary>
    private static readonly FunctionNetwork Together = new([4], x => (6 * x[0] * x[1]) + (2 * x[2]));
    private static readonly double[] Ones = [1, 1, 1, 1];

    public static TheoryData<AttributionMethod> Exact => [new ExactShapley(), new KernelShap()];

    public static TheoryData<AttributionMethod> All =>
        [
            new ExactShapley(),
            new KernelShap(),
            new KernelShap(Samples: 12),
            new ShapleySampling(),
            new ShapleySampling(Permutations: 1),
        ];

    [Theory]
    [MemberData(nameof(Exact))]
    public void Known_values(AttributionMethod method) =>
        Near.Same([3, 3, 2, 0], method.Attribute(Together, Ones, 0).GroupValues!, 1e-12);

    [Theory]
    [MemberData(nameof(Exact))]
    public void The_majority_game(AttributionMethod method)
    {
        // [51; 50, 49, 1] of Shapley and Shubik: the smallest voter is as strong as the second
        FunctionNetwork votes = new([3], x => (50 * x[0]) + (49 * x[1]) + x[2] >= 51 ? 1 : 0);
        Near.Same([4 / 6.0, 1 / 6.0, 1 / 6.0], method.Attribute(votes, [1, 1, 1], 0).GroupValues!, 1e-12);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Values_sum_to_what_all_win(AttributionMethod method)
    {
        FunctionNetwork game = new([6], x => Math.Sin(x.Sum()) + (x[0] * x[3] * x[5]) - Math.Exp(x[1] - x[2]));
        double[] input = [0.3, -1, 2, 0.5, 1, 0.1];
        Attribution attribution = method.Attribute(game, input, 0);
        Assert.Equal(
            attribution.Output!.Value - attribution.ReferenceOutput!.Value,
            attribution.GroupValues!.Sum(),
            12
        );
        Assert.InRange(attribution.CompletenessError!.Value, 0, 1e-12);
    }

    [Fact]
    public void A_dummy_gets_nothing_in_any_order() =>
        Assert.Equal(0, new ShapleySampling(Permutations: 3).Attribute(Together, Ones, 0).GroupValues![3]);

    [Fact]
    public void Sampled_orders_approach_the_values()
    {
        double[] values = new ShapleySampling(Permutations: 2000).Attribute(Together, Ones, 0).GroupValues!;
        Near.Same([3, 3, 2, 0], values, 0.1); // deviation 3/√2000 = 0.07 of 3 is 0.022
    }

    [Fact]
    public void Drawn_coalitions_approach_the_values()
    {
        FunctionNetwork game = new([10], x => (x[0] * x[1]) + (2 * x[2] * x[3] * x[4]) + x[5]);
        double[] input = [.. Enumerable.Repeat(1.0, 10)];
        double[] exact = new ExactShapley().Attribute(game, input, 0).GroupValues!;
        double[] drawn = new KernelShap(Samples: 700).Attribute(game, input, 0).GroupValues!;
        Near.Same(exact, drawn, 0.1); // 350 pairs: some times 1/√350
    }

    [Fact]
    public void Groups_play_as_one()
    {
        Attribution attribution = new ExactShapley().Attribute(Together, Ones, 0, new() { Groups = [0, 0, 1, 1] });
        Near.Same([6, 2], attribution.GroupValues!, 1e-12);
        Near.Same([6, 6, 2, 2], attribution.Relevance, 1e-12); // each number has its group's value
    }

    [Fact]
    public void One_player_wins_all()
    {
        AttributionOptions options = new() { Groups = [0, 0, 0, 0] };
        foreach (
            AttributionMethod method in new AttributionMethod[]
            {
                new ExactShapley(),
                new KernelShap(),
                new ShapleySampling(),
                new FeatureAblation(),
            }
        )
            Near.Same([8], method.Attribute(Together, Ones, 0, options).GroupValues!, 1e-15);
    }

    [Fact]
    public void Sixteen_groups_are_the_most()
    {
        FunctionNetwork sum = new([17], x => x.Sum());
        double[] input = [.. Enumerable.Repeat(1.0, 17)];
        Assert.Contains("at most 16", Message(() => new ExactShapley().Attribute(sum, input, 0)));
        int[] groups = [.. Enumerable.Range(0, 17).Select(j => Math.Min(j, 15))];
        Near.Same(
            [.. Enumerable.Repeat(1.0, 15), 2],
            new ExactShapley().Attribute(sum, input, 0, new() { Groups = groups }).GroupValues!,
            1e-11
        );
        Assert.Equal(1 << 16, sum.Asked); // each coalition once
    }

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
