using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators;

namespace RuleCompiler.Cli.Compiling;

/// <summary>
/// An explainer compiled in memory: the C# that a user would write, completed by the very generator that completes
/// it in a build. This is where Roslyn is loaded; a run that finds its plan in the cache does not come here.
/// </summary>
internal sealed class Compiled
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    private readonly Compilation _completed;

    private Compiled(Compilation source, Compilation completed, ImmutableArray<Diagnostic> said) =>
        (Source, _completed, Said) = (source, completed, said);

    /// <summary>The declarations, before the generator.</summary>
    public Compilation Source { get; }

    /// <summary>What the generator said, without errors.</summary>
    public ImmutableArray<Diagnostic> Said { get; }

    /// <exception cref="ToolException">The rules are not understood, or what they ask for cannot be compiled.</exception>
    public static Compiled Of(Subject subject, CompositeRequest request, CancellationToken cancellation)
    {
        SyntaxTree? file = request.File is { } own
            ? CSharpSyntaxTree.ParseText(own.Text, Language, own.Path, cancellationToken: cancellation)
            : null;
        CompositeChoice composite = Choose(subject, request, file);
        SyntaxTree source = CSharpSyntaxTree.ParseText(
            Synthesis.Source(subject, request, composite),
            Language,
            "rulec.g.cs",
            cancellationToken: cancellation
        );
        CSharpCompilation compilation = CSharpCompilation.Create(
            "RulecPlan",
            file is null ? [source] : [source, file],
            References.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        AdditionalText[] texts = subject.GraphFile is { } graph ? [new GraphTextFile(graph.Path, graph.Text)] : [];
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new RuleGenerator().AsSourceGenerator()], texts, Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, cancellation);
        GeneratorDriverRunResult run = driver.GetRunResult();
        if (run.Results.Select(r => r.Exception).FirstOrDefault(e => e is not null) is { } broken)
            throw new InvalidOperationException("The generator failed.", broken);
        Complaints.Refuse(run.Diagnostics, request.File);
        return new(compilation, output, run.Diagnostics);
    }

    /// <summary>The assembly.</summary>
    public byte[] Emit(RuleFile? file, CancellationToken cancellation)
    {
        using MemoryStream image = new();
        var emitted = _completed.Emit(image, cancellationToken: cancellation);
        Complaints.Refuse(emitted.Diagnostics, file);
        return image.ToArray();
    }

    private static CompositeChoice Choose(Subject subject, CompositeRequest request, SyntaxTree? file)
    {
        IReadOnlyList<RuleSignature> own = file is null ? [] : RuleFileReader.Rules(file);
        IReadOnlyList<(string Name, string TypeName)> composites = file is null ? [] : RuleFileReader.Composites(file);
        if (request.Rules is { } rules)
            return OfRules(rules, request.GradientFamily);
        if (composites.FirstOrDefault(c => c.Name == request.Composite) is { TypeName: { } typeName })
            return new(typeName, "");
        BuiltInComposite built =
            BuiltInComposite.Find(request.Composite!)
            ?? throw BuiltInComposite.Unknown(request.Composite!, [.. composites.Select(c => c.Name)]);
        return built.Type is { } type ? new($"global::{type.FullName}", "") : OfRules(built.Rules!, false);

        CompositeChoice OfRules(string text, bool gradientFamily)
        {
            // a rule of the user's hides one of the library's
            RuleSignature[] all = [.. own, .. RuleSignature.BuiltIn.Where(b => own.All(o => o.Name != b.Name))];
            return Synthesis.Composite(new RulesParser(LayerKeys.Of(subject), all).Parse(text), gradientFamily);
        }
    }
}
