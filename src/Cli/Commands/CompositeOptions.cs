using System.CommandLine;
using System.Globalization;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>The options that say by which rules.</summary>
internal sealed class CompositeOptions
{
    private const string Composites =
        "A composite or method: epsilon-plus, deep-taylor, gradient, \"integrated-gradients(Steps: 20)\", … or one that --rule-file declares";

    private readonly Option<string?> _composite = new("--composite") { Description = Composites, HelpName = "NAME" };

    /// <summary>In place of <see cref="_composite"/> where a verb compares composites.</summary>
    private readonly Option<string[]>? _composites;

    private readonly Option<string?> _rules = new("--rules")
    {
        Description =
            "Rules by layer name, First, Last, kind (Conv2d, Dense, AvgPool, …) or Any, most specific first: \"First=Flat; Any=Epsilon(Eps: 0.25)\"",
        HelpName = "RULES",
    };

    private readonly Option<string?> _file = new("--rule-file")
    {
        Description = "A C# file of rules and composites, compiled for this run",
        HelpName = "FILE.cs",
    };

    private readonly Option<string> _bias = new("--bias")
    {
        Description = "keep: each rule as it declares; ignore: every rule leaves the bias out",
        DefaultValueFactory = _ => "keep",
    };

    private readonly Option<string?> _defaults = new("--defaults")
    {
        Description = "The family of what no key of --rules names [default: relevance]",
    };

    private readonly Option<string?> _range = new("--range")
    {
        Description = "The least and the largest value of an input, which bounded rules rely on: 0,1",
        HelpName = "LOW,HIGH",
    };

    /// <param name="several">Whether a verb compares composites with each other.</param>
    public CompositeOptions(bool several = false)
    {
        if (several)
            _composites = new(_composite.Name)
            {
                Description = $"{Composites}; several by more of it",
                HelpName = _composite.HelpName,
                Arity = ArgumentArity.OneOrMore,
            };
        _bias.AcceptOnlyFromAmong("keep", "ignore");
        _defaults.AcceptOnlyFromAmong("relevance", "gradient");
    }

    public void AddTo(Command command)
    {
        foreach (
            Option option in new Option[] { _composites ?? (Option)_composite, _rules, _file, _bias, _defaults, _range }
        )
            command.Options.Add(option);
    }

    /// <exception cref="ToolException">The options exclude each other or name nothing.</exception>
    public CompositeRequest Read(ParseResult parsed) => ReadAll(parsed)[0];

    /// <summary>Whether neither a composite nor rules are given.</summary>
    public bool AreMissing(ParseResult parsed) =>
        (
            _composites is null
                ? parsed.GetValue(_composite) is null
                : parsed.GetValue(_composites) is not { Length: > 0 }
        ) && parsed.GetValue(_rules) is null;

    /// <summary>A request for each composite, in the order given.</summary>
    /// <exception cref="ToolException">The options exclude each other or name nothing, or a composite twice.</exception>
    public IReadOnlyList<CompositeRequest> ReadAll(ParseResult parsed)
    {
        string[] composites = _composites is null
            ? parsed.GetValue(_composite) is { } one
                ? [one]
                : []
            : parsed.GetValue(_composites) ?? [];
        string? twice = composites.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is not null)
            throw ToolException.Use($"--composite '{twice}' is given twice; give it once");
        CompositeRequest common = ReadCommon(parsed, composites.FirstOrDefault());
        return composites.Length == 0 ? [common] : [.. composites.Select(name => common with { Composite = name })];
    }

    private CompositeRequest ReadCommon(ParseResult parsed, string? composite)
    {
        string? rules = parsed.GetValue(_rules);
        string? defaults = parsed.GetValue(_defaults);
        if (composite is null && rules is null)
            throw ToolException.Use(
                "say by which rules: --composite NAME or --rules \"KEY=RULE; …\"; rulec rules lists the rules"
            );
        if (composite is not null && rules is not null)
            throw ToolException.Use("--composite and --rules exclude each other; give one of them");
        if (composite is not null && defaults is not null)
            throw ToolException.Use("--defaults belongs to --rules; a composite states its family itself");
        return new()
        {
            Composite = composite,
            Rules = rules,
            File = parsed.GetValue(_file) is { } path ? new(path, ReadText(path)) : null,
            GradientFamily = defaults == "gradient",
            IgnoreBias = parsed.GetValue(_bias) == "ignore",
            Range = parsed.GetValue(_range) is { } range ? ReadRange(range) : null,
        };
    }

    private static string ReadText(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : throw ToolException.Use($"there is no rule file '{path}'");

    private static (float Low, float High) ReadRange(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        return
            parts.Length == 2
            && float.TryParse(parts[0], CultureInfo.InvariantCulture, out float low)
            && float.TryParse(parts[1], CultureInfo.InvariantCulture, out float high)
            && low < high
            && float.IsFinite(low)
            && float.IsFinite(high)
            ? (low, high)
            : throw ToolException.Use(
                $"--range '{text}' is no range; write the least and the largest value of an input, as in --range 0,1"
            );
    }
}
