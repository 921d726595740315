using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>Both searches on functions whose minima on the box are known.</summary>
public sealed class SolverTests
{
    private static readonly RateDistortionOptions Exact = new()
    {
        Lambda = 0,
        Iterations = 20_000,
        GradientTolerance = 1e-9,
        DecreaseTolerance = 0,
    };

    public static TheoryData<RateDistortionSolver> Solvers => [.. Enum.GetValues<RateDistortionSolver>()];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_quadratic_with_walls_is_solved(RateDistortionSolver solver)
    {
        foreach (int seed in Enumerable.Range(0, 6))
        {
            (FunctionDistortion function, double[] minimum) = Quadratic(seed, 30);
            RateDistortionExplanation found = RateDistortion.Explain(function, Exact with { Solver = solver })[0];
            // the result is float32
            Assert.InRange(Distance(minimum, found.Relevance), 0, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Rosenbrock_is_solved_inside_and_at_a_wall(RateDistortionSolver solver)
    {
        // s = (0.7, 0.49) is the minimum of the function itself
        FunctionDistortion inside = new(1, 2, Rosenbrock(0.7));
        RateDistortionExplanation found = RateDistortion.Explain(inside, Exact with { Solver = solver, Start = 0 })[0];
        Assert.InRange(Distance([0.7, 0.49], found.Relevance), 0, 1e-4);

        // beyond the wall: on s₀ = s₁ = 1 the gradient, (2(1 − a) , 0) with a = 1.2, leads out
        FunctionDistortion beyond = new(1, 2, Rosenbrock(1.2));
        found = RateDistortion.Explain(beyond, Exact with { Solver = solver })[0];
        Assert.InRange(Distance([1, 1], found.Relevance), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Values_that_are_no_numbers_are_stepped_around(RateDistortionSolver solver)
    {
        // ½(s − 0.3)² to the left of 0.5, no number to the right of it
        FunctionDistortion function = new(
            1,
            1,
            (_, s) => (s[0] > 0.5 ? double.NaN : 0.5 * (s[0] - 0.3) * (s[0] - 0.3), [4 * (s[0] - 0.3)])
        );
        RateDistortionExplanation found = RateDistortion.Explain(function, Exact with { Solver = solver, Start = 0 })[
            0
        ];
        Assert.All(found.History, value => Assert.True(double.IsFinite(value)));
        Assert.InRange(found.Relevance[0], 0.01f, 0.5f);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_rate_thresholds_softly(RateDistortionSolver solver)
    {
        // min ½Σ(s − a)² + λΣs on the box is a − λ, cut to it
        double[] a = [-0.5, 0.2, 0.4, 0.9, 1.2, 2];
        FunctionDistortion function = new(
            1,
            a.Length,
            (_, s) => (0.5 * s.Zip(a, (x, y) => (x - y) * (x - y)).Sum(), [.. s.Zip(a, (x, y) => x - y)])
        );
        RateDistortionExplanation found = RateDistortion.Explain(
            function,
            Exact with
            {
                Solver = solver,
                Lambda = 0.3,
            }
        )[0];
        double[] expected = [0, 0, 0.1, 0.6, 0.9, 1];
        Assert.InRange(Distance(expected, found.Relevance), 0, 1e-6);
        Assert.Equal(2.6, found.Rate, 1e-6);
        Assert.Equal(0.5 * expected.Zip(a, (x, y) => (x - y) * (x - y)).Sum(), found.Distortion, 1e-6);
        Assert.Equal(found.Distortion + (0.3 * found.Rate), found.History[^1], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_objective_never_rises_and_every_image_is_searched_by_itself(RateDistortionSolver solver)
    {
        (FunctionDistortion, double[])[] problems = [.. Enumerable.Range(0, 3).Select(seed => Quadratic(seed, 12))];
        FunctionDistortion batch = new(3, 12, (image, s) => problems[image].Item1.At(0, s));
        RateDistortionExplanation[] together = RateDistortion.Explain(batch, Exact with { Solver = solver });
        for (int image = 0; image < 3; image++)
        {
            RateDistortionExplanation alone = RateDistortion.Explain(
                problems[image].Item1,
                Exact with
                {
                    Solver = solver,
                }
            )[0];
            Assert.Equal(alone.Relevance, together[image].Relevance);
            Assert.Equal(alone.History, together[image].History);
            Assert.Equal(alone.Evaluations, together[image].Evaluations);
            Assert.All(alone.History.Zip(alone.History.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
        }

        Assert.True(together.Select(e => e.Iterations).Distinct().Count() > 1);
        Assert.True(batch.Calls < together.Sum(e => e.Evaluations)); // images share questions
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_kink_ends_the_search_where_it_is(RateDistortionSolver solver)
    {
        FunctionDistortion kink = new(1, 2, (_, s) => (Math.Abs(s[0] - 0.4) + s[1], [Math.Sign(s[0] - 0.4), 1]));
        RateDistortionExplanation found = RateDistortion.Explain(
            kink,
            Exact with
            {
                Solver = solver,
                Iterations = 500,
            }
        )[0];
        Assert.InRange(Distance([0.4, 0], found.Relevance), 0, 1e-3);
    }

    [Fact]
    public void Searches_start_and_end_as_told()
    {
        (FunctionDistortion function, double[] minimum) = Quadratic(1, 30);
        RateDistortionExplanation none = RateDistortion.Explain(function, new() { Iterations = 0, Start = 0.25 })[0];
        Assert.All(none.Relevance, s => Assert.Equal(0.25f, s));
        Assert.Equal((0, 1, RateDistortionStop.IterationLimit), (none.Iterations, none.Evaluations, none.Stop));

        float[] at = Array.ConvertAll(minimum, s => (float)s);
        RateDistortionOptions three = new()
        {
            Lambda = 0,
            Iterations = 3,
            DecreaseTolerance = 0,
        };
        Assert.Equal(3, RateDistortion.Explain(function, three)[0].Iterations);
        RateDistortionExplanation near = RateDistortion.Explain(function, three with { StartMap = at })[0];
        Assert.InRange(Distance(minimum, near.Relevance), 0, 1e-6);

        RateDistortionExplanation loose = RateDistortion.Explain(function, Exact with { DecreaseTolerance = 0.1 })[0];
        Assert.Equal(RateDistortionStop.SmallDecrease, loose.Stop);
        RateDistortionOptions still = Exact with { Solver = RateDistortionSolver.LimitedMemory };
        Assert.Equal(RateDistortionStop.Stationary, RateDistortion.Explain(function, still)[0].Stop);
        Assert.InRange(loose.History[^6] - loose.History[^1], 0, 0.1 * Math.Abs(loose.History[^1]));
    }

    [Fact]
    public void Progress_is_told_and_a_search_can_be_cancelled()
    {
        FunctionDistortion function = Quadratic(2, 30).Function;
        Told told = new();
        RateDistortionExplanation found = RateDistortion.Explain(function, Exact with { Progress = told })[0];
        Assert.Equal(found.Iterations, told.All[^1].Iteration);
        Assert.Equal((0, 1), (told.All[^1].Running, told.All[^1].Images));
        Assert.Equal(found.History[^1], told.All[^1].Objective);

        using CancellationTokenSource source = new();
        Told stop = new(() => source.Cancel());
        Assert.Throws<OperationCanceledException>(() =>
            RateDistortion.Explain(function, Exact with { Progress = stop, CancellationToken = source.Token })
        );
        Assert.Single(stop.All);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        FunctionDistortion function = Quadratic(0, 3).Function;
        void Refused<T>(RateDistortionOptions options, string message)
            where T : ArgumentException =>
            Assert.StartsWith(message, Assert.Throws<T>(() => RateDistortion.Explain(function, options)).Message);
        Refused<ArgumentOutOfRangeException>(new() { Lambda = -1 }, "Lambda is within [0,");
        Refused<ArgumentOutOfRangeException>(new() { Lambda = double.NaN }, "Lambda is within [0,");
        Refused<ArgumentOutOfRangeException>(new() { Start = 1.5 }, "Start is within [0, 1]");
        Refused<ArgumentOutOfRangeException>(new() { Momentum = 1 }, "Momentum is within [0,");
        Refused<ArgumentOutOfRangeException>(new() { Memory = 0 }, "Memory");
        Refused<ArgumentOutOfRangeException>(
            new() { Solver = (RateDistortionSolver)7 },
            "The solvers are ProjectedGradient"
        );
        Refused<ArgumentException>(new() { StartMap = [1, 0] }, "The start map has 2 numbers for 3 components");
        Refused<ArgumentException>(new() { StartMap = [1, 0, float.NaN] }, "The start map holds NaN at index 2");
    }

    /// <summary>½(s − m)ᵀA(s − m) + ⟨b, s⟩ whose minimum m on the box is known by its multipliers b.</summary>
    private static (FunctionDistortion Function, double[] Minimum) Quadratic(int seed, int size)
    {
        float[] root = Deterministic.Fill($"root {seed}", [size, size], -1, 1),
            random = Deterministic.Fill($"minimum {seed}", [size], -1, 2);
        double[] minimum = Array.ConvertAll(random, r => Math.Clamp(r, 0.0, 1.0));
        // at the walls the gradient leads out, elsewhere it is zero
        double[] slope = Array.ConvertAll(
            random,
            r =>
                r < 0 ? -(double)r
                : r > 1 ? 1.0 - r
                : 0
        );
        return (
            new(
                1,
                size,
                (_, s) =>
                {
                    double[] off = [.. s.Zip(minimum, (x, m) => x - m)];
                    double[] image = new double[size];
                    for (int r = 0; r < size; r++)
                    {
                        double sum = Enumerable.Range(0, size).Sum(j => root[(r * size) + j] * off[j]);
                        for (int j = 0; j < size; j++)
                            image[j] += root[(r * size) + j] * sum / size;
                    }

                    for (int j = 0; j < size; j++)
                        image[j] += (0.05 * off[j]);
                    double value =
                        1 + (0.5 * off.Zip(image, (x, y) => x * y).Sum()) + slope.Zip(s, (b, x) => b * x).Sum();
                    return (value, [.. image.Zip(slope, (x, y) => x + y)]);
                }
            ),
            minimum
        );
    }

    private static Func<int, double[], (double, double[])> Rosenbrock(double a) =>
        (_, s) =>
        {
            double valley = s[1] - (s[0] * s[0]);
            return (
                ((a - s[0]) * (a - s[0])) + (100 * valley * valley),
                [(-2 * (a - s[0])) - (400 * s[0] * valley), 200 * valley]
            );
        };

    private static double Distance(double[] expected, float[] found) =>
        expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();

    private sealed class Told(Action? then = null) : IProgress<RateDistortionProgress>
    {
        public List<RateDistortionProgress> All { get; } = [];

        public void Report(RateDistortionProgress value)
        {
            All.Add(value);
            then?.Invoke();
        }
    }
}
