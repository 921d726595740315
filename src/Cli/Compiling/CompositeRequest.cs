using RuleCompiler.Cli.Grammar;

namespace RuleCompiler.Cli.Compiling;

/// <summary>By which rules a network is to be explained, as the command line has it.</summary>
internal sealed record CompositeRequest
{
    private const int LongestLabel = 40;

    /// <summary>The name of a composite; null where there are rules.</summary>
    public string? Composite { get; init; }

    /// <summary>The text of --rules; null where there is a composite.</summary>
    public string? Rules { get; init; }

    /// <summary>The user's file of rules and composites, or null.</summary>
    public RuleFile? File { get; init; }

    /// <summary>Whether what no key names is the gradient.</summary>
    public bool GradientFamily { get; init; }

    /// <summary>Whether every rule leaves the bias out.</summary>
    public bool IgnoreBias { get; init; }

    /// <summary>The least and the largest value of an input; null where nobody said.</summary>
    public (float Low, float High)? Range { get; init; }

    /// <summary>What tables and charts call it.</summary>
    public string Label
    {
        get
        {
            string name = Composite ?? Rules!;
            return name.Length <= LongestLabel ? name : $"{name[..(LongestLabel - 1)]}…";
        }
    }

    /// <summary>Everything that the compiled explainer depends on, as text.</summary>
    public string Identity =>
        string.Join(
            '\0',
            Composite,
            Rules,
            File?.Text,
            GradientFamily,
            IgnoreBias,
            Range is { } range ? $"{NumberText.Literal(range.Low)} {NumberText.Literal(range.High)}" : ""
        );
}

/// <summary>A C# file of rules and composites.</summary>
internal sealed record RuleFile(string Path, string Text);
