using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Generators;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Source compiled in memory by the real generator, and loaded.</summary>
internal sealed class InMemory
{
    private const string Usings = "using RuleCompiler; using static RuleCompiler.Scalars;\n";

    public static CSharpParseOptions Language { get; } = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Concat([
                typeof(Layer).Assembly.Location,
                typeof(Kernels.Plane).Assembly.Location,
                typeof(Explainer).Assembly.Location,
            ])
            .DistinctBy(path => Path.GetFileName(path))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static int _count;

    private readonly byte[] _image;
    private readonly InMemory[] _references;
    private readonly Lazy<Assembly> _assembly;

    private InMemory(Compilation compilation, GeneratorDriverRunResult? run, InMemory[] references)
    {
        Diagnostics = run?.Diagnostics ?? [];
        Generated = (run?.GeneratedTrees ?? []).ToDictionary(
            tree => Path.GetFileName(tree.FilePath),
            tree => tree.ToString()
        );
        _references = references;
        _image = Image(compilation);
        _assembly = new(() => new InMemoryContext(this, _references).Load(_image));
    }

    /// <summary>What the generator said.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The generated source by file name.</summary>
    public IReadOnlyDictionary<string, string> Generated { get; }

    public Assembly Assembly => _assembly.Value;

    /// <summary>Source as it stands, before the generator.</summary>
    public static CSharpCompilation Plain(string source, params InMemory[] references) =>
        CSharpCompilation.Create(
            $"InMemory{Interlocked.Increment(ref _count)}",
            [CSharpSyntaxTree.ParseText(Usings + source, Language, "Source.cs")],
            [.. Framework, .. references.Select(r => MetadataReference.CreateFromImage(r._image))],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    /// <summary>Runs the generator over source that must compile; neither it nor the compiler may report an error.</summary>
    public static InMemory Compile(string source, params InMemory[] references) => Compile([], source, references);

    /// <summary>The same for source with a network that is an imported model.</summary>
    public static InMemory CompileWith(AdditionalText model, string source, params InMemory[] references) =>
        Compile([model], source, references);

    /// <summary>The same for source with several such networks.</summary>
    public static InMemory CompileWith(IEnumerable<AdditionalText> models, string source) =>
        Compile([.. models], source, []);

    private static InMemory Compile(ImmutableArray<AdditionalText> models, string source, InMemory[] references)
    {
        GeneratorDriver driver = Driver()
            .AddAdditionalTexts(models)
            .RunGeneratorsAndUpdateCompilation(Plain(source, references), out Compilation output, out _);
        GeneratorDriverRunResult run = driver.GetRunResult();
        CompileErrors.Refuse(run.Diagnostics);
        Assert.All(run.Results, result => Assert.Null(result.Exception));
        return new InMemory(output, run, references);
    }

    /// <summary>Compiles without the generator, as a library of another make.</summary>
    public static InMemory WithoutGenerator(string source) => new(Plain(source), null, []);

    /// <summary>What the generator says of source that need not compile.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(string source, params InMemory[] references) =>
        Diagnose([], source, references);

    /// <summary>The same for source with networks that are imported models.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(
        ImmutableArray<AdditionalText> models,
        string source,
        params InMemory[] references
    )
    {
        GeneratorDriverRunResult run = Driver()
            .AddAdditionalTexts(models)
            .RunGenerators(Plain(source, references))
            .GetRunResult();
        Assert.All(run.Results, result => Assert.Null(result.Exception));
        return run.Diagnostics;
    }

    public static GeneratorDriver Driver(bool trackSteps = false) =>
        CSharpGeneratorDriver.Create(
            [new RuleGenerator().AsSourceGenerator()],
            parseOptions: Language,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps)
        );

    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    public Explainer Explainer(string type, WeightSet weights, ExplainerOptions? options = null) =>
        (Explainer)Make(type, weights, options);

    public Propagator Propagator(string type, WeightSet weights, ExplainerOptions? options = null) =>
        (Propagator)Make(type, weights, options);

    /// <summary>The reference interpreter of a network and a composite; types may come from referenced assemblies.</summary>
    public Interpreter Interpreter(
        string network,
        string composite,
        WeightSet weights,
        InterpreterOptions? options = null
    ) =>
        (Interpreter)
            typeof(Interpreter)
                .GetMethod("For")!
                .MakeGenericMethod(Find(network), Find(composite))
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [weights, options], null)!;

    public Type Find(string name) =>
        Assembly.GetType(name)
        ?? _references.Select(r => r.Assembly.GetType(name)).FirstOrDefault(t => t is not null)
        ?? typeof(Rule).Assembly.GetType(name, throwOnError: true)!;

    private object Make(string type, WeightSet weights, ExplainerOptions? options) =>
        Activator.CreateInstance(
            Type(type),
            BindingFlags.DoNotWrapExceptions | BindingFlags.Instance | BindingFlags.Public,
            null,
            [weights, options],
            null
        )!;

    private static byte[] Image(Compilation compilation)
    {
        using MemoryStream image = new();
        var emitted = compilation.Emit(image);
        CompileErrors.Refuse(emitted.Diagnostics);
        return image.ToArray();
    }
}
