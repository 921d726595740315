using System.CommandLine;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>Options and arguments that several verbs have.</summary>
internal static class CommonOptions
{
    public static Argument<string> Model() =>
        new("MODEL") { Description = "An .onnx file, or a built-in network: vgg16, resnet50, cifar, mnist, mlp" };

    public static Option<bool> Json() => new("--json") { Description = "One JSON object on stdout instead of text" };

    public static Option<int> Threads() =>
        new("--threads")
        {
            Description = "Most threads to use; 0: one for each processor",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };

    /// <summary>--input of verbs that take every sample of a batch.</summary>
    public static Option<string[]> Samples(string description) =>
        new("--input")
        {
            Description = description,
            HelpName = "FILE",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
        };

    /// <summary>--index of the same verbs.</summary>
    public static Option<int?> Sample() =>
        new("--index") { Description = "Which sample of a batch [default: all]", HelpName = "I" };

    public static Option<string?> Html(string description) =>
        new("--html") { Description = description, HelpName = "FILE.html" };

    /// <summary>Adds options in the order in which help shows them.</summary>
    public static void Add(this Command command, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
            command.Options.Add(option);
    }

    /// <exception cref="ToolException">The number is below the least.</exception>
    public static int AtLeast(this int value, int least, string option) =>
        value >= least ? value : throw ToolException.Use($"{option} {value} is too small; give {least} or more");
}
