using System.Globalization;
using RuleCompiler;
using ThirdParty;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
WeightSet weights = new(
    "this program",
    [new Tensor("dense1.weight", [1, 3], [1, 1, -1]), new Tensor("dense1.bias", [1], [0])]
);
using TheirComposite theirs = new(weights);
using TheirRule rule = new(weights);
Console.WriteLine($"composite {Printed(theirs)}");
Console.WriteLine($"rule {Printed(rule)}");

static string Printed(Explainer explainer) =>
    string.Join(
        " ",
        explainer.Explain([1, 2, 3], target: 0, OutputRelevance.One).Relevance.Select(r => r.ToString("F4"))
    );

[Network(3)]
public sealed partial class Single
{
    public static Layer[] Define() => [new Dense(1)];
}

[Composite]
public sealed partial class WithTheirRule
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense => new Quadratic(0.5f),
            _ => null,
        };
}

[Explainer<Single, AllQuadratic>]
public sealed partial class TheirComposite;

[Explainer<Single, WithTheirRule>]
public sealed partial class TheirRule;
