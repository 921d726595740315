using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>How what a page is about is used: on the command line, in C#, for the page's picture.</summary>
/// <param name="Request">The same as rulec has it.</param>
/// <param name="Options">The options of the command line.</param>
internal sealed record PageUse(CompositeRequest Request, string Options)
{
    /// <summary>Rules that do not suit every layer with weights: where they belong, beside the ε-rule elsewhere.</summary>
    private static readonly Dictionary<string, string> Places = new()
    {
        ["Pass"] = "Any=Epsilon; ReLU=Pass",
        ["WinnerTakesAll"] = "Any=Epsilon; MaxPool=WinnerTakesAll",
        ["SignalTakesAll"] = "Any=Epsilon; Multiply=SignalTakesAll",
        ["ZBox"] = "Any=ZPlus; First=ZBox(Low: 0, High: 1)",
    };

    /// <summary>Rules that mean something only together with others: the composite that puts them together.</summary>
    private static readonly Dictionary<string, string> Composites = new()
    {
        ["AdfFactors"] = "adf-low-rank",
        ["AdfMoments"] = "adf-diagonal",
        ["AdfSmoothFactors"] = "adf-low-rank",
        ["AdfSmoothMoments"] = "adf-diagonal",
        ["CarryValue"] = "values",
        ["ContrastiveExcitation"] = "contrastive-excitation-backprop",
        ["DecoupledLinear"] = "deeplift-ablation",
        ["Deconvolution"] = "deconvnet",
        ["DeepLiftLinear"] = "deeplift-reveal-cancel",
        ["DeepLiftMaxPool"] = "deeplift-rescale",
        ["DeepLiftProduct"] = "deeplift-rescale",
        ["DeepLiftSum"] = "deeplift-reveal-cancel",
        ["Excitation"] = "excitation-backprop-without-bias",
        ["Guided"] = "guided-backprop",
        ["IntervalAroundKink"] = "intervals",
        ["IntervalBounds"] = "intervals",
        ["InnvestigateZBox"] = "innvestigate-deep-taylor-bounded",
        ["ProportionalPool"] = "deep-taylor-training-free",
        ["RectifiedGradient"] = "rect-grad",
        ["Rescale"] = "deeplift-rescale",
        ["RevealCancel"] = "deeplift-reveal-cancel",
        ["SignalAttribution"] = "pattern-attribution",
        ["SignalDirection"] = "pattern-net",
        ["Unchanged"] = "captum-epsilon-identity-norm",
    };

    /// <summary>Methods whose defaults take long, or do not suit pictures of 28 × 28.</summary>
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["kernel-shap"] = "kernel-shap(Samples: 1000)",
        ["occlusion"] = "occlusion(Window: 4, Stride: 2)",
    };

    /// <summary>The method with the arguments of <see cref="Options"/>; null for rules.</summary>
    public AttributionMethod? Method { get; init; }

    public static PageUse Of(PageSubject subject)
    {
        (float, float) range = (0, 1);
        if (subject.Method is { Name: { } method })
        {
            string call = Calls.GetValueOrDefault(method, method);
            (AttributionMethod? asked, CompositeRequest request) = AskedMethod.Of(
                new() { Composite = call, Range = range }
            );
            return new(request, call == method ? $"--composite {call}" : $"--composite \"{call}\"") { Method = asked };
        }
        BuiltInComposite? composite =
            subject.Composite
            ?? (
                Composites.TryGetValue(subject.Rule!.Signature.Name, out string? name)
                    ? BuiltInComposite.Find(name)
                    : null
            );
        if (composite is not null)
            return new(
                new() { Composite = composite.Name, Range = range },
                $"--composite {composite.Name}" + (composite.NeedsOperands ? " --operands patterns.safetensors" : "")
            );
        string rule = subject.Rule!.Signature.Name;
        string rules = Places.GetValueOrDefault(rule, $"Any={rule}");
        return new(new() { Rules = rules, Range = range }, $"--rules \"{rules}\"");
    }

    /// <summary>The options that a verb has: files beside the input belong to explain.</summary>
    public string OptionsOf(string verb) => verb == "explain" ? Options : Options.Split(" --operands")[0];

    private const string Guided = ", new() { Guided = GuidedBackpropExplainer.Load(\"model.onnx\") }";

    /// <summary>The same in C#: an explainer of <c>Model</c>, and its composite where it is no type of the library.</summary>
    public string Code(PageSubject subject)
    {
        string name = string.Concat(subject.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        string explainer = $"public sealed partial class {name}{(subject.Carries ? "Propagator" : "Explainer")};";
        if (subject.Method is { } method)
            return $$"""
                // Model: a network, as the index of these pages declares one
                [Explainer<Model, {{Method!.Composite.Name}}>]
                {{explainer}}

                public static class {{name}}OfModel
                {
                    public static Attribution Attribute({{name}}Explainer network, float[] input, int target) =>
                        new {{method.Type.Name}}().Attribute(network, input, target{{(
                            Method.GuidedComposite is null ? "" : Guided
                        )}});
                }

                """;
        if (Request.Composite is { } composite && BuiltInComposite.Find(composite)!.Type is { } type)
            return $"// Model: a network, as the index of these pages declares one\n[Explainer<Model, {type.Name}>]\n{explainer}\n";
        return $$"""
            [Composite]
            public sealed partial class With{{name}}
            {
                public static Rule? For(Layer layer) =>
                    layer switch
                    {
                        {{string.Join("\n            ", Arms(subject.Composite?.Rules ?? Request.Rules!))}}
                        _ => null,
                    };
            }

            // Model: a network, as the index of these pages declares one
            [Explainer<Model, With{{name}}>]
            {{explainer}}

            """;
    }

    private static IEnumerable<string> Arms(string rules) =>
        new RulesParser(LayerKeys.Of(PageNetworks.Digits), RuleSignature.BuiltIn)
            .Parse(rules)
            .Select(use => use.Arm.Replace("global::RuleCompiler.", "", StringComparison.Ordinal));
}
