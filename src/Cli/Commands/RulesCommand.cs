using System.CommandLine;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Outputs;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec rules: every built-in rule with formula, source and cost, the composites, the methods.</summary>
internal sealed class RulesCommand : Verb
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public RulesCommand()
        : base("rules", "List every built-in rule with formula, source and cost; the composites; the methods.")
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
            if (rule.Sources.Any())
                Console.Out.WriteLine($"    source {string.Join("; ", rule.Sources)}{BiasNote(rule.Bias)}");
            if (rule.Carried is { } carried)
                Console.Out.WriteLine(
                    $"    carried up for propagators, no way down{(carried == 0 ? "" : $"; {carried} products with weights")}"
                );
            if (rule.CostAtNonNegative is { } cost)
                Console.Out.WriteLine(
                    $"    extra forward / backward products: {cost} where a ≥ 0, {rule.CostAtAnySign} where a is of any sign"
                );
            Console.Out.WriteLine();
        }
        TextTable composites = new("composite", "rules");
        foreach (CompositeDescription composite in BuiltInComposite.All.Select(CompositeDescription.Of))
            composites.Add(composite.Name, composite.Line);
        composites.Print();
        Console.Out.WriteLine();
        TextTable methods = new("method", "asks for");
        foreach (MethodSignature method in MethodSignature.BuiltIn)
            methods.Add(method.ToString(), method.Asks);
        methods.Print();
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
                    json.WriteBoolean("carries_only", rule.Carried is not null);
                });
            json.WriteEndArray();
            json.Array("composites", BuiltInComposite.All.Select(c => c.Name));
            json.WriteStartObject("composite_rules");
            foreach (CompositeDescription composite in BuiltInComposite.All.Select(CompositeDescription.Of))
                json.WriteString(composite.Name, composite.Line);
            json.WriteEndObject();
            json.WriteStartArray("methods");
            foreach (MethodSignature method in MethodSignature.BuiltIn)
                json.Object(() =>
                {
                    json.WriteString("name", method.Name);
                    json.WriteStartObject("parameters");
                    foreach (MethodParameter parameter in method.Parameters)
                        json.WriteString(parameter.Name, parameter.DefaultText);
                    json.WriteEndObject();
                    json.WriteString("asks", method.Asks);
                    json.Array(
                        "sources",
                        method.Sources.Select(s => s.Eq.Length == 0 ? s.Key : $"{s.Key}, {RuleDescription.Place(s.Eq)}")
                    );
                });
            json.WriteEndArray();
        });
}
