using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace RuleCompiler.GeneratorBench;

/// <summary>Runs with the compiler of the SDK that built this program.</summary>
internal static class SdkCompiler
{
    /// <summary>Has the compiler's assemblies found where the SDK keeps them.</summary>
    public static void Use()
    {
        string folder = Folder("Roslyn");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, "bincore", $"{name.Name}.dll") is var path && File.Exists(path)
                ? context.LoadFromAssemblyPath(path)
                : null;
    }

    /// <summary>Generators that the SDK adds to every project.</summary>
    public static IEnumerable<ISourceGenerator> Generators() =>
        from name in new[]
        {
            "System.Text.Json.SourceGeneration|System.Text.Json.SourceGeneration.JsonSourceGenerator",
            "System.Text.RegularExpressions.Generator|System.Text.RegularExpressions.Generator.RegexGenerator",
        }
        let parts = name.Split('|')
        let assembly = Assembly.LoadFrom(Path.Combine(Folder("Analyzers"), $"{parts[0]}.dll"))
        let generator = (IIncrementalGenerator)
            Activator.CreateInstance(assembly.GetType(parts[1], throwOnError: true)!)!
        select generator.AsSourceGenerator();

    private static string Folder(string what) =>
        typeof(SdkCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == what).Value!;
}
