using RuleCompiler.TestData;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

[Explainer<QuickStart.Digits, Values>]
public sealed partial class DigitsValues;

/// <summary>What the derivative of a propagator takes and refuses; its numbers are tested with the compiler.</summary>
public sealed class GradientTests : IDisposable
{
    private const int Columns = 3;

    private readonly SmallPropagator propagator = new(Tensors());

    public void Dispose() => propagator.Dispose();

    [Fact]
    public void A_batch_is_its_samples()
    {
        float[][] members = Members(3);
        float[][] seeds = Seeds(3);
        CarrierGradient batch = propagator.Gradient(members, _ => seeds, Columns);
        Assert.Equal(members.Select(m => m.Length), batch.Gradients.Select(g => g.Length));
        for (int n = 0; n < 3; n++)
        {
            float[][] one = [.. seeds.Select(s => Part(s, n))];
            CarrierGradient alone = propagator.Gradient([.. members.Select(m => Part(m, n))], _ => one, Columns);
            for (int m = 0; m < 2; m++)
                Near.Same(alone.Gradients[m], Part(batch.Gradients[m], n), 1e-5); // batches round otherwise
        }
    }

    [Fact]
    public void The_functional_sees_what_is_propagated()
    {
        float[][]? seen = null;
        CarrierGradient found = propagator.Gradient(
            Members(2),
            outputs =>
            {
                seen = outputs;
                return outputs;
            },
            Columns
        );
        Assert.Equal(propagator.Propagate(Members(2), Columns), seen);
        Assert.Equal(seen, found.Outputs);
    }

    [Fact]
    public void The_derivative_is_linear_in_the_seeds_and_zero_of_none()
    {
        float[][] none = [.. Seeds(1).Select(s => new float[s.Length])];
        Assert.All(Gradient(none), g => Assert.All(g, v => Assert.Equal(0, v)));
        float[][] twice = [.. Seeds(1).Select(s => Array.ConvertAll(s, v => 2 * v))];
        float[][] once = Gradient(Seeds(1));
        Assert.Contains(once[0], v => v != 0);
        Assert.Contains(once[1], v => v != 0);
        Assert.Equal(once.Select(g => Array.ConvertAll(g, v => 2 * v)), Gradient(twice));

        float[][] Gradient(float[][] seeds) => propagator.Gradient(Members(1), _ => seeds, Columns).Gradients;
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        float[] inputs = Deterministic.Fill("digits", [9, 784], 0, 1);
        Assert.Equal(Run(1), Run(2));

        float[] Run(int threads)
        {
            using DigitsValues values = DigitsValues.Load(
                TestFiles.Path("mnist-cnn.onnx"),
                new() { Threads = threads }
            );
            return values.Gradient([inputs], outputs => outputs).Gradients[0];
        }
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_the_sequential_ones()
    {
        float[][][] expected = [.. Enumerable.Range(1, 4).Select(Run)];
        await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(n =>
                    Task.Run(() =>
                    {
                        for (int i = 0; i < 5; i++)
                            Assert.Equal(expected[n - 1], Run(n));
                    })
                )
        );

        float[][] Run(int n) => propagator.Gradient(Members(n), _ => Seeds(n), Columns).Gradients;
    }

    [Fact]
    public void No_adjoint() =>
        Assert.Throws<ArgumentNullException>(() => propagator.Gradient(Members(1), null!, Columns));

    [Fact]
    public void Members_that_do_not_fit() =>
        Says(_ => Seeds(1), "Member 1 has 126 values where 378 are needed", [Batch(1), Batch(1)]);

    [Fact]
    public void An_adjoint_that_returns_nothing() =>
        Says(_ => null!, "The adjoint returned null; return one for each of the carrier's 2 members at the output.");

    [Fact]
    public void An_adjoint_of_too_few_members() =>
        Says(_ => [new float[4]], "The adjoint returned 1 arrays; return one for each of the carrier's 2 members");

    [Fact]
    public void An_adjoint_with_a_member_that_is_null() =>
        Says(
            _ => [new float[4], null!],
            "The adjoint of member 1 is null where 12 are needed: [4] for each of 1 samples"
        );

    [Fact]
    public void An_adjoint_of_another_length() =>
        Says(
            _ => [new float[4], new float[4]],
            "The adjoint of member 1 has 4 values where 12 are needed: [4] for each of 1 samples and 3 columns."
        );

    [Fact]
    public void An_adjoint_that_is_not_finite() =>
        Says(
            _ =>
                [
                    [0, 0, float.NaN, 0],
                    new float[12],
                ],
            "The adjoint of member 0 holds NaN at index 2; every value must be finite."
        );

    [Fact]
    public void What_the_functional_throws_arrives_and_spoils_nothing()
    {
        float[][] expected = propagator.Gradient(Members(1), _ => Seeds(1), Columns).Gradients;
        Assert.Throws<InvalidTimeZoneException>(() =>
            propagator.Gradient(Members(1), _ => throw new InvalidTimeZoneException(), Columns)
        );
        Assert.Equal(expected, propagator.Gradient(Members(1), _ => Seeds(1), Columns).Gradients);
    }

    [Fact]
    public void Disposed()
    {
        propagator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => propagator.Gradient(Members(1), _ => Seeds(1), Columns));
    }

    private void Says(Func<float[][], float[][]> adjoint, string message, float[][]? members = null) =>
        Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>(() => propagator.Gradient(members ?? Members(1), adjoint, Columns)).Message
        );

    private static float[][] Members(int count) =>
        [Batch(count), Deterministic.Fill("factors", [count, Columns, Inputs], -1, 1)];

    private static float[][] Seeds(int count) =>
        [
            Deterministic.Fill("seed0", [count, Outputs], -1, 1),
            Deterministic.Fill("seed1", [count, Columns, Outputs], -1, 1),
        ];

    private static float[] Part(float[] values, int sample)
    {
        int each = values.Length / 3;
        return values[(sample * each)..((sample + 1) * each)];
    }
}
