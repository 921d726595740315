namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A library of rules, an application, and a third assembly that combines both: rules travel as stamps.</summary>
public sealed class ThreeCompilationsTests
{
    // float32 against double over two weighted layers of up to 40 terms, with stabilisers of 0.1 at mixed signs
    private const double Tolerance = 1e-5;

    private static readonly InMemory Library = InMemory.Compile(
        """
        namespace Library;
        [Rule] public sealed partial record Halves(float Part = 0.75f, [PerInput] float Shift = 0.5f) : Rule
        {
            private (float Up, float Down) Contribution(float a, float w) => (Pos(a * w), Neg(a * w) - Shift * Abs(w));
            private (float Up, float Down) Share(float r, (float Up, float Down) z) =>
                (Part * r / Away(z.Up, 0.1f), (1 - Part) * r / Away(z.Down, 0.1f));
        }
        [Composite] public sealed partial class Composed
        {
            public static Rule? For(Layer layer) => layer switch
            {
                { IsLast: true } => new Epsilon(0.1f),
                Dense or Conv2d { Groups: 1 } => new Halves(0.6f) { Shift = 0.2f },
                _ => null,
            };
            public static float Finish(float r, float x) => r * Abs(x);
        }
        """
    );

    private static readonly InMemory App = InMemory.Compile(
        """
        namespace App;
        [Network(2, 4, 5)] public sealed partial class Net
        {
            public static Layer[] Define() => [new Conv2d(3, 3, Pad: 1), new BatchNorm(), new ReLU(), new MaxPool(2), new Flatten(), new Dense(3)];
        }
        [Composite] public sealed partial class Own
        {
            public static Rule? For(Layer layer) => layer switch { Conv2d => new Library.Halves(Shift: 0.1f), Dense => new ZPlus(), _ => null };
        }
        [Explainer<Net, Own>] public sealed partial class Explains;
        """,
        Library
    );

    private static readonly InMemory Third = InMemory.Compile(
        "[Explainer<App.Net, Library.Composed>] public sealed partial class Combined;",
        Library,
        App
    );

    [Fact]
    public void A_rule_of_a_library_explains_the_network_of_an_application() => Check(App, "App.Explains", "App.Own");

    [Fact]
    public void A_third_assembly_explains_the_network_with_the_librarys_composite() =>
        Check(Third, "Combined", "Library.Composed");

    private static void Check(InMemory compiled, string type, string composite)
    {
        Random random = new(5);
        WeightSet layers = RandomTensors.Network(random, [("conv1", [3, 2, 3, 3], true), ("dense1", [3, 12], true)]);
        WeightSet weights = new(
            "norm",
            [
                .. layers,
                new("batchnorm1.scale", [3], RandomTensors.Fill(random, 3, 0.5, 1.5)),
                new("batchnorm1.shift", [3], RandomTensors.Fill(random, 3)),
                new("batchnorm1.mean", [3], RandomTensors.Fill(random, 3)),
                new("batchnorm1.variance", [3], RandomTensors.Fill(random, 3, 0.5, 1.5)),
            ]
        );
        Dictionary<string, float[]> operands = new() { ["conv1.Shift"] = [0.3f, -0.2f] };
        float[] input = RandomTensors.Fill(random, 40);
        using Explainer explainer = compiled.Explainer(type, weights, new() { Operands = operands });
        Explanation actual = explainer.Explain(input, 1);
        InterpretedExplanation expected = compiled
            .Interpreter("App.Net", composite, weights, new() { Operands = operands })
            .Explain(input, 1);
        Distance.Within(Tolerance, expected.Logits, actual.Logits, "logits");
        Distance.Within(Tolerance, expected.Relevance, actual.Relevance, "relevance");
    }
}
