using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>The files of Assets, which are part of the assembly.</summary>
internal static class Asset
{
    public static string Styles { get; } = Read("uPlot.min.css") + "\n" + Read("page.css");

    /// <summary>uPlot, under its licence, and what draws a page's charts with it.</summary>
    public static string Script { get; } =
        $"/*\n{Read("uPlot.LICENSE")}\n*/\n{Read("uPlot.iife.min.js")}\n{Read("page.js")}";

    /// <summary>The only script the page's policy lets run.</summary>
    public static string ScriptHash { get; } =
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    private static string Read(string name)
    {
        using Stream stream = typeof(Asset).Assembly.GetManifestResourceStream($"Pages/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
