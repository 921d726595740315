using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Compiles source against the DSL, without running the generator.</summary>
internal static class Compiled
{
    private const string Usings = "using RuleCompiler; using static RuleCompiler.Scalars; ";

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Append(typeof(Layer).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Compilation Compile(string source, params MetadataReference[] references) =>
        CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(LanguageVersion.Preview), "Test.cs")],
            [.. Framework, .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    /// <summary>Compiles what must have no errors of the compiler's own.</summary>
    public static Compilation CompileCleanly(string source, params MetadataReference[] references)
    {
        Compilation compilation = Compile(source, references);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        return compilation;
    }

    public static INamedTypeSymbol Type(this Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName(name) ?? throw new ArgumentException($"The source declares no '{name}'.");

    public static byte[] Image(this Compilation compilation)
    {
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        return image.ToArray();
    }

    public static MetadataReference Reference(string source) =>
        MetadataReference.CreateFromImage(CompileCleanly(source).WithAssemblyName("Library").Image());

    public static Assembly Load(this Compilation compilation) =>
        Assembly.Load(compilation.WithAssemblyName($"Test{Guid.NewGuid():N}").Image());

    public static Result<NetworkModel> ParseNetwork(this Compilation compilation, string name = "N") =>
        NetworkParser.Parse(compilation.Type(name), compilation, CancellationToken.None);

    public static Result<CompositeModel> ParseComposite(this Compilation compilation, string name = "C") =>
        CompositeParser.Parse(compilation.Type(name), compilation, CancellationToken.None);

    public static Result<RuleModel> ParseRule(this Compilation compilation, string name = "R") =>
        RuleParser.Parse(compilation.Type(name), compilation, CancellationToken.None);

    /// <summary>Everything the generator itself says about a compilation.</summary>
    public static IReadOnlyList<Diagnostic> Generate(this Compilation compilation) =>
        CSharpGeneratorDriver
            .Create(
                [new RuleGenerator().AsSourceGenerator()],
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview)
            )
            .RunGenerators(compilation)
            .GetRunResult()
            .Diagnostics;
}
