using Microsoft.CodeAnalysis;
using RuleCompiler.Conformance.Tests.Compiled;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>Networks of the suite, compiled many at a time: a compilation costs as much as many networks in it.</summary>
internal static class CompiledCases
{
    private const int AtOnce = 40;

    /// <summary>The outputs [samples, output] of each case, or why there are none.</summary>
    public static IEnumerable<(SuiteCase Case, float[]? Output, string? Problem)> Predict(
        IReadOnlyList<SuiteCase> cases
    ) => cases.Chunk(AtOnce).SelectMany(Together);

    /// <summary>Halves are compiled apart where the whole does not compile, until the network is found that does not.</summary>
    private static IEnumerable<(SuiteCase, float[]?, string?)> Together(SuiteCase[] cases)
    {
        InMemory compiled;
        try
        {
            compiled = Compile(cases);
        }
        catch (Exception e) when (e is Xunit.Sdk.XunitException)
        {
            return cases.Length == 1
                ? [(cases[0], null, $"does not compile: {e.Message}")]
                : cases.Chunk((cases.Length + 1) / 2).SelectMany(Together);
        }

        return [.. cases.Select((one, i) => Predict(compiled, one, i))];
    }

    private static InMemory Compile(SuiteCase[] cases) =>
        InMemory.CompileWith(
            cases.Select((one, i) => new ModelText($"m{i}.onnx", one.Model.Text)),
            string.Concat(
                cases.Select(
                    (_, i) =>
                        $"[Network, Onnx(\"m{i}.onnx\")] public sealed partial class N{i};\n"
                        + $"[Explainer<N{i}, PlainGradient>] public sealed partial class E{i};\n"
                )
            )
        );

    private static (SuiteCase, float[]?, string?) Predict(InMemory compiled, SuiteCase one, int index)
    {
        try
        {
            using Explainer explainer = compiled.Explainer($"E{index}", one.Model.Weights, new() { Threads = 1 });
            return (one, explainer.Predict(one.Input), null);
        }
        catch (Exception e) when (e is ArgumentException or WeightMismatchException or InvalidOperationException)
        {
            return (one, null, $"does not run: {e.Message}");
        }
    }
}
