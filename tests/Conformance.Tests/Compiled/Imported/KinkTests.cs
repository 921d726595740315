using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// Slopes where a nonlinearity has a kink, which values meet exactly: zeros behind a ReLU or of a padding, bounds of a
/// Clip behind another.
/// </summary>
public sealed class KinkTests
{
    private static readonly float[] Values = [-3, -1.5f, -0.75f, -0f, 0, 0.125f, 0.75f, 1.25f, 3];

    [Fact]
    public void Compiled_slopes_at_kinks_are_the_interpreters()
    {
        string[] kinds = [.. RandomGraph.Anywhere.Where(kind => kind is not ("Log" or "Sqrt" or "Reciprocal"))];
        InMemory compiled = InMemory.CompileWith(
            kinds.Select((kind, i) => new ModelText($"m{i}.onnx", $"(model (notes) (sources) {Text(kind)})")),
            string.Concat(
                kinds.Select(
                    (_, i) =>
                        $"[Network, Onnx(\"m{i}.onnx\")] public sealed partial class N{i};"
                        + $"[Explainer<N{i}, PlainGradient>] public sealed partial class X{i};"
                )
            )
        );
        WeightSet none = new("none", []);
        double[] ones = [.. Values.Select(_ => 1.0)];
        for (int i = 0; i < kinds.Length; i++)
        {
            using Explainer explainer = compiled.Explainer($"X{i}", none);
            float[] found = explainer.Explain(Values, Array.ConvertAll(ones, v => (float)v)).Relevance;
            double[] expected = compiled
                .Interpreter($"N{i}", "RuleCompiler.PlainGradient", none)
                .Explain(Values, ones)
                .Relevance;
            Distance.Within(1e-6, expected, found, $"the slope of {kinds[i]}");
        }
    }

    private static string Text(string kind)
    {
        string[] parts = kind.Split(' ', 2);
        string args = parts.Length > 1 ? parts[1] : "";
        return GraphTexts.Graph($"{Values.Length}", $"({parts[0]} l0 (from -1) (shape {Values.Length}) (args {args}))");
    }
}
