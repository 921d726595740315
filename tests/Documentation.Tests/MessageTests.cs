using Microsoft.CodeAnalysis;

namespace RuleCompiler.Documentation.Tests;

/// <summary>The messages that README.md quotes are the compiler's own, word for word.</summary>
public sealed class MessageTests
{
    private const string Digits = "new Conv2d(32, Kernel: 5, Pad: 2), new ReLU(), new Flatten(), new Dense(10)";
    private const string Unflattened = "new Conv2d(32, Kernel: 5), new ReLU(), new Dense(10)";
    private const string Saturating =
        "[Rule] public sealed partial record Saturating : Rule { float Contribution(float a, float w) => a / (1 + Abs(a + w)); float Share(float r, float z) => r / Away(z); }";
    private const string Misnamed =
        "[Rule] public sealed partial record Misnamed : Rule { float Contribution(float a, float weight) => a * weight; float Share(float r, float z) => r / Away(z); }";

    private static readonly string[] Sources =
    [
        Explained("EpsilonOnly", "Conv2d or Dense => new Epsilon()", Digits),
        Explained("C", "Conv2d => new Saturating()", Digits) + Saturating,
        Explained("C", "Dense => new Epsilon()", Unflattened),
        Misnamed,
        Explained("C", "Conv2d => new Gamma()", Digits),
    ];

    [Fact]
    public void Are_what_the_compiler_says()
    {
        string[] quoted = [.. Pages.Read("README.md").Split('\n').Where(IsMessage).Select(line => line.Trim())];
        string[] said = [.. Snippets.Compile("README.md").Concat(Sources.SelectMany(Snippets.Diagnose)).Select(Text)];
        Assert.NotEmpty(quoted);
        Assert.All(quoted, message => Assert.Contains(message, said));
    }

    private static bool IsMessage(string line) =>
        line.StartsWith("    warning RC", StringComparison.Ordinal)
        || line.StartsWith("    info RC", StringComparison.Ordinal)
        || line.StartsWith("    error RC", StringComparison.Ordinal);

    /// <summary>A network whose input has no declared range, a composite of one arm, and their explainer.</summary>
    private static string Explained(string composite, string arm, string layers) =>
        $$"""
            [Network(1, 28, 28)] public sealed partial class N { public static Layer[] Define() => [{{layers}}]; }
            [Composite] public sealed partial class {{composite}} { public static Rule? For(Layer layer) => layer switch { {{arm}}, _ => null }; }
            [Explainer<N, {{composite}}>] public sealed partial class E;

            """;

    private static string Text(Diagnostic d) => $"{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage()}";
}
