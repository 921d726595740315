using System.Reflection;
using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Conformance.Tests.Models;
using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.DeepLift;

/// <summary>All trained models compiled with the composites of DeepLIFT, once for all tests.</summary>
internal static class LiftedModels
{
    private static readonly string[] Composites = ["DeepLiftRescale", "DeepLiftRevealCancel", "DeepLiftGenomics"];
    private static readonly Lazy<InMemory> Memory = new(() =>
        InMemory.CompileWith(
            TrainedModel.All.Select(model => new ModelText($"{model.Name}.onnx", model.Read.Text)),
            string.Concat(TrainedModel.All.Select(Declare))
        )
    );

    public static Explainer Load(TrainedModel model, string composite, float[]? reference) =>
        (Explainer)
            Memory
                .Value.Type($"{model.Name}{composite}")
                .GetMethod("Load", [typeof(string), typeof(ExplainerOptions)])!
                .Invoke(
                    null,
                    BindingFlags.DoNotWrapExceptions,
                    null,
                    [TestFiles.Path(model.File), new ExplainerOptions { Reference = reference }],
                    null
                )!;

    private static string Declare(TrainedModel model) =>
        $"[Network({model.Range}), Onnx(\"{model.Name}.onnx\")] public sealed partial class {model.Name};\n"
        + string.Concat(
            Composites.Select(c => $"[Explainer<{model.Name}, {c}>] public sealed partial class {model.Name}{c};\n")
        );
}
