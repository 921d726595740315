using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Emission;

/// <summary>Names of generated files, such as <c>Paper.Gamma.Rule.5d1f07c2.g.cs</c>.</summary>
internal static class HintName
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>
    /// A name of its own for each type and kind. File names ignore case and take few characters; the hash tells apart
    /// what becomes equal by that.
    /// </summary>
    public static string Of(TypeModel type, string kind)
    {
        string readable = new(type.FullName.Select(c => char.IsLetterOrDigit(c) || c == '.' ? c : '_').ToArray());
        return $"{readable}.{kind}.{Hash(type.FullName):x8}.g.cs";
    }

    /// <summary>FNV-1a: the same in every process, unlike <see cref="object.GetHashCode"/>.</summary>
    private static uint Hash(string text) => text.Aggregate(Basis, (hash, c) => unchecked((hash ^ c) * Prime));
}
