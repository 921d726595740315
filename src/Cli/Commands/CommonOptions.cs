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

    /// <exception cref="ToolException">The number is below the least.</exception>
    public static int AtLeast(this int value, int least, string option) =>
        value >= least ? value : throw ToolException.Use($"{option} {value} is too small; give {least} or more");
}
