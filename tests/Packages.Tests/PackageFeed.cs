using System.Reflection;

namespace RuleCompiler.Packages.Tests;

/// <summary>
/// A folder outside of the repository with the packages under a version of their own, in which strangers' projects are
/// built. Packages that the machine has already are taken from there, whatever is new goes into the folder.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    private static readonly string Configuration = typeof(PackageFeed)
        .Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!
        .Configuration;

    public PackageFeed()
    {
        Directory.CreateDirectory(Packages);
        foreach (string project in new[] { "src/Package", "src/LaboratoryPackage" })
            DotnetCommand.Run(
                Repository.Root,
                ["pack", project, "--no-build", "-c", Configuration, "-o", Packages, $"-p:PackageVersion={Version}"]
            );
        string machine = DotnetCommand
            .Run(Root, "nuget", "locals", "global-packages", "--list")
            .Split(": ", 2)[1]
            .Trim();
        File.WriteAllText(
            Path.Combine(Root, "NuGet.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="installed" /></config>
              <packageSources><add key="packed" value="packages" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{machine}" /></fallbackPackageFolders>
            </configuration>
            """
        );
        File.WriteAllText(
            Path.Combine(Root, "Directory.Build.props"),
            $"""
            <Project>
              <PropertyGroup>
                <RuleCompilerVersion>{Version}</RuleCompilerVersion>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """
        );
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("RuleCompiler.Packages.").FullName;

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>The folder that packages are put into.</summary>
    public string Packages => Path.Combine(Root, "packages");

    /// <summary>Copies a stranger's project.</summary>
    /// <returns>Its folder.</returns>
    public string Project(string name, string? called = null)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Projects", name);
        string target = Path.Combine(Root, called ?? name);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    /// <summary>Copies a model to a path.</summary>
    public static void Model(params string[] path)
    {
        string target = Path.Combine(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "titanic-mlp.onnx"), target);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
