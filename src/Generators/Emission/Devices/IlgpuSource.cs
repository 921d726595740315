using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Emission;

/// <summary>What every compilation with ILGPU gets: skeletons and the small runtime around them, files of src/Generators/Ilgpu.</summary>
internal static class IlgpuSource
{
    private const string Prefix = "RuleCompiler.Generators.Ilgpu.";

    /// <summary>
    /// How visible kernels are to the assembly in which ILGPU makes launchers; empty where the library is not referenced.
    /// An assembly with a strong name cannot be a friend of one without.
    /// </summary>
    public static string Access(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("ILGPU.Context") is null)
            return "";
        CompilationOptions options = compilation.Options;
        bool isSigned =
            options.CryptoKeyFile is not null || options.CryptoKeyContainer is not null || options.PublicSign;
        return isSigned ? "public" : "internal";
    }

    /// <summary>The files, each with its name.</summary>
    public static IEnumerable<(string Name, string Text)> Files(string access)
    {
        Assembly assembly = typeof(IlgpuSource).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().OrderBy(n => n, StringComparer.Ordinal))
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            string name = resource.Substring(Prefix.Length, resource.Length - Prefix.Length - ".cs".Length);
            yield return ($"RuleCompiler.Ilgpu.{name}.g.cs", Text(reader.ReadToEnd(), access));
        }

        string friend =
            access == "internal"
                ? "[assembly: global::System.Runtime.CompilerServices.InternalsVisibleTo(global::ILGPU.Context.RuntimeAssemblyName)]\n"
                : "";
        yield return (
            "RuleCompiler.Ilgpu.Assembly.g.cs",
            $"{Header.Begin("")}{friend}[assembly: global::RuleCompiler.Devices.IlgpuProvider(typeof(global::{IlgpuEmitter.Namespace}.IlgpuProvider))]\n"
        );
    }

    private static string Text(string source, string access)
    {
        string text = source.Replace("\r\n", "\n");
        return Header.Begin("") + (access == "internal" ? text : text.Replace("\ninternal ", $"\n{access} "));
    }
}
