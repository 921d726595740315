using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>What a propagator takes and refuses; its numbers are tested with the compiler.</summary>
public sealed class PropagatorTests : IDisposable
{
    private readonly SmallPropagator propagator = new(Tensors());

    public void Dispose() => propagator.Dispose();

    [Fact]
    public void Columns_are_carried_for_each_sample()
    {
        float[] factors = TestData.Deterministic.Fill("factors", [2, 3, Inputs], -1, 1);
        float[][] carried = propagator.Propagate([Batch(2), factors], columns: 3);
        Assert.Equal([2 * Outputs, 2 * 3 * Outputs], carried.Select(m => m.Length));
        float[][] second = propagator.Propagate([Sample(1), factors[(3 * Inputs)..]], columns: 3);
        Near.Same(second[0], carried[0][Outputs..], 1e-6); // batches round otherwise
        Near.Same(second[1], carried[1][(3 * Outputs)..], 1e-6);
    }

    [Fact]
    public void Too_few_members() =>
        Says(
            () => propagator.Propagate([Batch(1)]),
            "There are 1 members; the carrier has 2. Give one array for each."
        );

    [Fact]
    public void A_member_that_is_null() =>
        Says(() => propagator.Propagate([Batch(1), null!]), "Member 1 of the carrier is null; give each of the 2.");

    [Fact]
    public void A_member_of_another_length() =>
        Says(
            () => propagator.Propagate([Batch(2), Batch(2)], columns: 3),
            "Member 1 has 252 values where 756 are needed: [2,9,7] for each of 2 samples and 3 columns."
        );

    [Fact]
    public void A_member_that_is_not_finite() =>
        Says(
            () =>
                propagator.Propagate([
                    [.. Batch(1)[..^1], float.NaN],
                    Batch(1),
                ]),
            "Member 0 holds NaN at index 125; every value must be finite."
        );

    [Fact]
    public void No_columns() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => propagator.Propagate([Batch(1), Batch(1)], 0));

    [Fact]
    public void Disposed()
    {
        propagator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => propagator.Propagate([Batch(1), Batch(1)]));
    }

    private static void Says(Action call, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message);
}
