using System.Text;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>The part of a page that is written from the sources, down to the mark; below is written by hand.</summary>
internal static class PageText
{
    public const string Mark = "<!-- by hand -->";

    private const string Notice =
        $"<!-- Written by {Rewriting.Command} down to the mark 'by hand'; what follows the mark is kept. -->";

    public static string Write(PageSubject subject)
    {
        PageUse use = PageUse.Of(subject);
        Analysis? analysis = subject.Method is not null
            ? null
            : Analysis.Of(PageNetworks.Digits, use.Request, CancellationToken.None);
        StringBuilder text = new();
        text.Append($"# {subject.Name}\n\n{Notice}\n\n");
        Lead(text, subject);
        if (!subject.Carries)
        {
            text.Append("![Three digits and two symbols](pictures/inputs.png)\n\n");
            text.Append($"![Their explanations by {subject.Name}](pictures/{subject.Name}.png)\n\n");
        }
        if (subject.Rule is { } rule)
            text.Append($"## Formula\n\n{Block("", rule.Formulas)}\n");
        Declarations(text, subject);
        text.Append("## Facts\n\n| | |\n|---|---|\n");
        foreach ((string what, string value) in PageFacts.Of(subject, use, analysis))
            text.Append($"| {what} | {value.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        text.Append("\n## Use\n\n");
        if (!subject.Carries)
            text.Append($"{Block("sh", [Line("explain", "--input digit.png --target top", use, " --png R.png")])}\n");
        text.Append($"{Block("csharp", use.Code(subject).TrimEnd().Split('\n'))}\n");
        if (analysis is not null)
        {
            text.Append("What is proved on the MNIST network:\n\n");
            text.Append(Block("", Findings.Of(analysis).Lines().Prepend($"$ {Line("check", "", use, "")}")));
            text.Append('\n');
        }
        if (subject.Carries)
            text.Append("[Carriers](../carriers.md) · ");
        text.Append("[All rules](README.md) · [Writing rules](../rules.md) · [rulec](../rulec.md)\n\n");
        return text.Append(Mark).ToString();
    }

    private static void Lead(StringBuilder text, PageSubject subject)
    {
        if (subject.Rule is { } rule)
            text.Append($"The rule `{rule.Signature.Name}`. {Declaration.Of(rule.Signature.Name).Summary}\n\n");
        if (subject.Method is { } method)
            text.Append($"The method `{method.Type.Name}`. {Declaration.Of(method.Type.Name).Summary}\n\n");
        if (subject.Composite is not { } composite)
            return;
        CompositeDescription description = CompositeDescription.Of(composite);
        if (composite.Type is { } type)
            text.Append($"The composite `{type.Name}`. {Declaration.Of(type.Name).Summary}\n\n");
        else
            text.Append($"The composite of the rules `{description.Rules}`.\n\n");
    }

    private static void Declarations(StringBuilder text, PageSubject subject)
    {
        string?[] types = [subject.Rule?.Signature.Name, subject.Composite?.Type?.Name];
        foreach (Declaration declaration in types.OfType<string>().Select(Declaration.Of))
        {
            text.Append($"[{Path.GetFileName(declaration.File)}](../../{declaration.File}):\n\n");
            // not 'csharp': it stands in the library already
            text.Append($"{Block("cs", declaration.Code.Split('\n'))}\n");
        }
        if (subject.Method is { } method)
        {
            Declaration declaration = Declaration.Of(method.Type.Name);
            string head = declaration.Code.Split("\n{")[0];
            text.Append(
                $"[{Path.GetFileName(declaration.File)}](../../{declaration.File}):\n\n{Block("cs", head.Split('\n'))}\n"
            );
        }
    }

    private static string Line(string verb, string before, PageUse use, string after) =>
        $"rulec {verb} mnist-cnn.onnx {before}{(before.Length > 0 ? " " : "")}{use.OptionsOf(verb)} --range 0,1{after}";

    private static string Block(string language, IEnumerable<string> lines) =>
        $"```{language}\n{string.Join('\n', lines)}\n```\n";
}
