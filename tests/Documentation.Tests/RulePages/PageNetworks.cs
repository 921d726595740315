using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>The networks of the pages: what is proved is proved of the first, pictures are of both.</summary>
internal static class PageNetworks
{
    public const string DigitsFile = "examples/QuickStart/data/mnist-cnn.onnx";
    private const string SymbolsFile = "examples/Detypify/detypify.onnx";

    /// <summary>Three convolutions and two dense layers on [1,28,28].</summary>
    public static Subject Digits { get; } = Subject.Open(Path.Combine(Repository.Root, DigitsFile));

    /// <summary>Fifty convolutions with residual sums on [1,224,224].</summary>
    public static Subject Symbols { get; } = Subject.Open(Path.Combine(Repository.Root, SymbolsFile));
}
