using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Generators;

namespace RuleCompiler.GeneratorBench;

/// <summary>A user's project: a network, a composite, an explainer of them, and a file that has nothing to do with it.</summary>
internal sealed class Project
{
    /// <summary>Layers of the network.</summary>
    public const int Layers = 50;

    private const int Network = 0;
    private const int Composite = 1;
    private const int Other = 2;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13);

    private readonly SyntaxTree[] trees = [Parse(NetworkOf(10)), Parse(CompositeOf(1)), Parse(OtherOf(0))];
    private CSharpCompilation compilation;
    private GeneratorDriver driver = CSharpGeneratorDriver.Create(
        [new RuleGenerator().AsSourceGenerator()],
        parseOptions: Options
    );

    public Project()
    {
        compilation = CSharpCompilation.Create(
            "User",
            trees,
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(File.Exists)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        // what a build does in any case is no cost of this generator: references are read, the binder is loaded, and the
        // SDK's own generators have run
        CSharpCompilation other = compilation.AddSyntaxTrees(Parse(""));
        other.GetDiagnostics();
        CSharpGeneratorDriver.Create(SdkCompiler.Generators(), parseOptions: Options).RunGenerators(other);
    }

    /// <summary>The first run, in milliseconds.</summary>
    public double First() => Run();

    /// <summary>The run after an edit in the file that has nothing to do with it.</summary>
    public double EditElsewhere(int edit) => Edit(Other, OtherOf(edit + 1));

    /// <summary>The run after another ε in the composite: everything is compiled again.</summary>
    public double EditComposite(int edit) => Edit(Composite, CompositeOf(edit + 2));

    /// <summary>The run after another number of outputs in the network.</summary>
    public double EditNetwork(int edit) => Edit(Network, NetworkOf(edit + 11));

    private double Edit(int file, string text)
    {
        SyntaxTree edited = Parse(text);
        compilation = compilation.ReplaceSyntaxTree(trees[file], edited);
        trees[file] = edited;
        return Run();
    }

    private double Run()
    {
        long begin = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.GeneratedTrees.Length != 3 || result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw new InvalidOperationException($"The generator failed: {string.Join("\n", result.Diagnostics)}");
        return time;
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Options);

    /// <summary>Convolutions with nonlinearities in five sizes with pools between them, then dense layers: 50 in all.</summary>
    private static string NetworkOf(int outputs)
    {
        IEnumerable<string> blocks = new[] { 16, 32, 64, 128 }.Select(channels =>
            string.Concat(Enumerable.Repeat($"new Conv2d({channels}, Kernel: 3, Pad: 1), new ReLU(), ", 5))
            + "new MaxPool(2), "
        );
        return $$"""
            using RuleCompiler;
            [Network(3, 64, 64, Low = 0, High = 1)]
            public sealed partial class Deep
            {
                public static Layer[] Define() => [{{string.Concat(blocks)}}new Flatten(),
                    new Dense(512), new ReLU(), new Dense(256), new ReLU(), new Dense({{outputs}})];
            }
            """;
    }

    private static string CompositeOf(int eps) =>
        $$"""
            using RuleCompiler;
            [Composite]
            public sealed partial class Mixed
            {
                public static Rule? For(Layer layer) => layer switch
                {
                    Conv2d { IsFirst: true } => new ZBox(0, 1),
                    Conv2d => new Gamma(0.25f),
                    Dense => new Epsilon({{eps}}e-6f),
                    _ => null,
                };
            }
            [Explainer<Deep, Mixed>] public sealed partial class DeepExplainer;
            """;

    private static string OtherOf(int edit) => $"internal static class Unrelated {{ public const int Edit = {edit}; }}";
}
