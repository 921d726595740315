using System.Reflection;
using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.Models;

/// <summary>All trained models compiled with three composites, once for all tests.</summary>
internal static class CompiledModels
{
    /// <summary>A composite of the library for positive, one for signed evidence, and one that loses nothing.</summary>
    public static IReadOnlyDictionary<string, string> Composites { get; } =
        new Dictionary<string, string>
        {
            ["Plus"] = "RuleCompiler.EpsilonPlus",
            ["Signed"] = "RuleCompiler.EpsilonGammaBox",
            ["Keeping"] = "Keeping",
        };

    /// <summary>Those that are run by the interpreter too, which takes seconds for the large models.</summary>
    public static IReadOnlyList<string> Compared { get; } = ["Plus", "Signed"];

    /// <summary>
    /// Sums of squared weights and of ones are positive whatever the activations are, so that nothing is shared among
    /// nobody; and biases take no part.
    /// </summary>
    private const string Keeping = """
        [Rule(Bias = Bias.Ignore)] public sealed partial record Squares : Rule
        {
            private float Contribution(float w) => w * w;
            private float Share(float r, float z) => r / Away(z);
        }
        [Composite] public sealed partial class Keeping
        {
            public static Rule? For(Layer layer) => layer switch
            {
                Dense or Conv2d or BatchNorm or Affine => new Squares(),
                AvgPool or GlobalAvgPool or Add => new Flat(),
                _ => null,
            };
        }

        """;

    private static readonly Lazy<InMemory> Memory = new(Compile);

    public static Explainer Load(TrainedModel model, string composite) =>
        (Explainer)
            Memory
                .Value.Type($"{model.Name}{composite}")
                .GetMethod("Load", [typeof(string), typeof(ExplainerOptions)])!
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [TestFiles.Path(model.File), null], null)!;

    public static Interpreter Interpret(TrainedModel model, string composite, WeightSet? weights = null) =>
        Memory.Value.Interpreter(model.Name, Composites[composite], weights ?? model.Read.Weights);

    private static InMemory Compile() =>
        InMemory.CompileWith(
            TrainedModel.All.Select(model => new ModelText($"{model.Name}.onnx", model.Read.Text)),
            Keeping + string.Concat(TrainedModel.All.Select(Declare))
        );

    private static string Declare(TrainedModel model) =>
        $"[Network({model.Range}), Onnx(\"{model.Name}.onnx\")] public sealed partial class {model.Name};\n"
        + string.Concat(
            Composites.Select(c =>
                $"[Explainer<{model.Name}, {c.Value}>] public sealed partial class {model.Name}{c.Key};\n"
            )
        );
}
