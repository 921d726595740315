using System.CommandLine;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Outputs;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec rules: every built-in rule with formula, source and cost; and the composites.</summary>
internal sealed class RulesCommand : Verb
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public RulesCommand()
        : base("rules", "List every built-in rule: formula, source, cost.")
    {
        Command.Options.Add(_json);
        Command.SetAction(Run);
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [("rulec rules", "what --rules may name"), ("rulec rules --json", "the same for a program")];

    private int Run(ParseResult parsed)
    {
        IReadOnlyList<RuleDescription> rules = [.. RuleSignature.BuiltIn.Select(RuleDescription.Of)];
        if (parsed.GetValue(_json))
            PrintJson(rules);
        else
            Print(rules);
        return 0;
    }

    private static void Print(IReadOnlyList<RuleDescription> rules)
    {
        foreach (RuleDescription rule in rules)
        {
            Console.Out.WriteLine(rule.Signature);
            foreach (string formula in rule.Formulas)
                Console.Out.WriteLine($"    {formula}");
            Console.Out.WriteLine($"    source {string.Join("; ", rule.Sources)}{BiasNote(rule.Bias)}");
            if (rule.CostAtNonNegative is { } cost)
                Console.Out.WriteLine(
                    $"    extra forward / backward products: {cost} where a ≥ 0, {rule.CostAtAnySign} where a is of any sign"
                );
            Console.Out.WriteLine();
        }
        Console.Out.WriteLine($"composites: {string.Join(", ", BuiltInComposite.All.Select(c => c.Name))}");
    }

    private static string BiasNote(string bias) =>
        bias switch
        {
            "ignore" => " · without bias",
            "whole" => " · the whole bias in every sum",
            _ => "",
        };

    private static void PrintJson(IReadOnlyList<RuleDescription> rules) =>
        Json.Print(json =>
        {
            json.WriteStartArray("rules");
            foreach (RuleDescription rule in rules)
                json.Object(() =>
                {
                    json.WriteString("name", rule.Signature.Name);
                    json.WriteStartObject("parameters");
                    foreach (RuleParameter parameter in rule.Signature.Parameters)
                        json.WriteString(parameter.Name, parameter.Default);
                    json.WriteEndObject();
                    json.Array("formulas", rule.Formulas);
                    json.Array("sources", rule.Sources);
                    json.WriteString("bias", rule.Bias);
                    json.WriteString("cost_non_negative", rule.CostAtNonNegative);
                    json.WriteString("cost_any_sign", rule.CostAtAnySign);
                });
            json.WriteEndArray();
            json.Array("composites", BuiltInComposite.All.Select(c => c.Name));
        });
}
