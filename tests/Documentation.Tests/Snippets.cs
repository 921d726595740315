using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Generators;

namespace RuleCompiler.Documentation.Tests;

/// <summary>A page's C# snippets, joined in order and compiled with the generator as a user's project would be.</summary>
internal static class Snippets
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using RuleCompiler; global using static RuleCompiler.Scalars;";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    /// <summary>The models that pages name, as the build hands them to the generator.</summary>
    private static readonly AdditionalText[] Models =
    [
        new ModelText("detypify.onnx", "examples/Detypify/detypify.onnx"),
        new ModelText("model.onnx", "examples/QuickStart/data/mnist-cnn.onnx"),
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Concat([
                typeof(Layer).Assembly.Location,
                typeof(Explainer).Assembly.Location,
                typeof(Kernels.Plane).Assembly.Location,
            ])
            .DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the compiler and the generator say of a page; places are those of the page.</summary>
    public static IReadOnlyList<Diagnostic> Compile(string page) => Diagnose(Sources(page));

    /// <summary>What they say of several pages together.</summary>
    public static IReadOnlyList<Diagnostic> Compile(IEnumerable<string> pages) => Diagnose(pages.SelectMany(Sources));

    /// <summary>What they say of one piece of source.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(string source) => Diagnose([("Source.cs", source)]);

    private static IEnumerable<(string Path, string Code)> Sources(string page) =>
        Markdown
            .Snippets(Pages.Read(page))
            .Select(snippet => ($"{page}:{snippet.Line}", $"#line {snippet.Line} \"{page}\"\n{snippet.Code}"));

    private static IReadOnlyList<Diagnostic> Diagnose(IEnumerable<(string Path, string Code)> sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippets",
            [
                CSharpSyntaxTree.ParseText(Usings, Language),
                .. sources.Select(s => CSharpSyntaxTree.ParseText(s.Code, Language, s.Path)),
            ],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        GeneratorDriverRunResult run = CSharpGeneratorDriver
            .Create([new RuleGenerator().AsSourceGenerator()], Models, Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out _)
            .GetRunResult();
        Assert.All(run.Results, result => Assert.Null(result.Exception));
        return [.. run.Diagnostics, .. completed.GetDiagnostics()];
    }

    private sealed class ModelText(string name, string file) : AdditionalText
    {
        public override string Path => $"{name}.network";

        public override SourceText GetText(CancellationToken cancellation = default) =>
            SourceText.From(OnnxModel.Read(System.IO.Path.Combine(Repository.Root, file)).Text);
    }
}
