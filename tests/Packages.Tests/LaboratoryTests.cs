using System.IO.Compression;
using System.Xml.Linq;

namespace RuleCompiler.Packages.Tests;

/// <summary>The laboratory as a package beside the one of everything that explains.</summary>
[Collection(nameof(Feed))]
public sealed class LaboratoryTests(PackageFeed feed)
{
    /// <summary>
    /// All relevance passes one hidden unit, below which only one direction is left: that of its weights (1, 2, 2), whose
    /// length is 3.
    /// </summary>
    [Fact]
    public void Studies_with_one_reference()
    {
        string folder = feed.Project("LaboratoryUser");
        string[] printed = DotnetCommand.Run(folder, "run", "-c", "Release").Split(Environment.NewLine);
        Assert.Contains("dense2 apart", printed);
        Assert.Contains("dense1 converged", printed);
        Assert.Contains("input converged", printed);
        Assert.Contains("largest singular value 3.0000", printed);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, "page.html")));
    }

    [Fact]
    public void Brings_linear_algebra_that_the_other_package_does_not()
    {
        Assert.Equal(
            [("MathNet.Numerics", "5.0.0"), ("RuleCompiler", $"[{feed.Version}]")],
            Dependencies("RuleCompiler.Laboratory")
        );
        Assert.DoesNotContain(("MathNet.Numerics", "5.0.0"), Dependencies("RuleCompiler"));
    }

    [Fact]
    public void Holds_its_own_library_alone()
    {
        using ZipArchive package = Open("RuleCompiler.Laboratory");
        Assert.Equal(
            ["lib/net10.0/RuleCompiler.Laboratory.dll", "lib/net10.0/RuleCompiler.Laboratory.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/")).Order()
        );
    }

    private (string Id, string Version)[] Dependencies(string id)
    {
        using ZipArchive package = Open(id);
        using Stream text = package.GetEntry($"{id}.nuspec")!.Open();
        return
        [
            .. XDocument
                .Load(text)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value))
                .Order(),
        ];
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(feed.Packages, $"{id}.{feed.Version}.nupkg"));
}
