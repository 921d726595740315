namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Carriers through maximum pools of every geometry, against the interpreter's plain loops.</summary>
public sealed class MaximumPoolTests
{
    private const int Samples = 2;
    private const int Columns = 3;
    private const int Inputs = 3 * 9 * 8;

    /// <summary>The rules' formulas in float32, at most nine folds deep.</summary>
    private const double Rounding = 1e-5;

    /// <summary>Windows that divide the image, overlap, leave inputs out, reach over any edge, have gaps, are all of it.</summary>
    private static readonly string[] Pools =
    [
        "new MaxPool(2)",
        "new MaxPool((3, 2), 1)",
        "new MaxPool(3, 2, 1)",
        "new MaxPool((1, 4))",
        "new MaxPool(2, 3)",
        "new MaxPool(3, 2, (0, 0, 1, 2))", // as ONNX's ceil mode pads
        "new MaxPool((3, 2), 1, (2, 1, 0, 0), (3, 4))",
        "new MaxPool(3, (4, 1), 2, (2, 1))",
        "new MaxPool((9, 8))",
        "new MaxPool(1, 2)",
        "new MaxPool((9, 8), 1, (8, 7, 8, 7))",
    ];

    private static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.Compile(
            string.Concat(
                Pools.Select(
                    (pool, i) =>
                        $"[Network(3, 9, 8)] public sealed partial class Net{i} {{ public static Layer[] Define() => [{pool}]; }}\n"
                        + BuiltInCarriers.Propagators($"Net{i}", Of(i))
                )
            )
        )
    );

    public static TheoryData<int, string> All()
    {
        TheoryData<int, string> all = [];
        for (int i = 0; i < Pools.Length; i++)
            foreach (string composite in Of(i))
                all.Add(i, composite);
        return all;
    }

    /// <summary>Every geometry with mean and variance; with the others those that differ in what is moved.</summary>
    private static IEnumerable<string> Of(int pool) =>
        pool is 1 or 2 ? BuiltInCarriers.Composites : [nameof(AdfDiagonal)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_maximum_is_carried_as_the_interpreter_does(int pool, string composite)
    {
        Random random = new(pool);
        float[][] given = BuiltInCarriers.Inputs(composite, random, Samples * Inputs, Columns);
        WeightSet none = new("none", []);
        using Propagator propagator = Compiled.Value.Propagator($"Net{pool}{composite}", none);
        Interpreter interpreter = Compiled.Value.Interpreter($"Net{pool}", $"RuleCompiler.{composite}", none);
        bool exact = composite is nameof(Values) or nameof(Intervals);
        new CarrierComparison(Samples).Check(
            interpreter,
            propagator.Propagate(given, Columns),
            given,
            exact ? 0 : Rounding
        );
    }
}
