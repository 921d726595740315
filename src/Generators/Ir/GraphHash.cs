using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Tells one imported graph from another: the import at run time must lead to the graph that was compiled.
/// </summary>
internal static class GraphHash
{
    /// <summary>SHA-256 of a graph's canonical text in UTF-8, as small hexadecimal digits.</summary>
    public static string Of(string canonical)
    {
        using SHA256 sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(canonical)).Select(b => b.ToString("x2")));
    }
}
