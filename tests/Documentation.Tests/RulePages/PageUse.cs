using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
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

    public static PageUse Of(PageSubject subject)
    {
        (float, float) range = (0, 1);
        if (subject.Composite is { } composite)
            return new(new() { Composite = composite.Name, Range = range }, $"--composite {composite.Name}");
        string name = subject.Rule!.Signature.Name;
        string rules = Places.GetValueOrDefault(name, $"Any={name}");
        return new(new() { Rules = rules, Range = range }, $"--rules \"{rules}\"");
    }

    /// <summary>The same in C#: an explainer of <c>Model</c>, and its composite where it is no type of the library.</summary>
    public string Code(PageSubject subject)
    {
        string name = string.Concat(subject.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        string explainer = $"public sealed partial class {name}Explainer;";
        if (subject.Composite?.Type is { } type)
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
