using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.Cli.Caching;

/// <summary>
/// A plan as a file: a first line, SHA-256 of key and assembly, the assembly. The key is part of the sum, so that a
/// file under another plan's name is found out too.
/// </summary>
internal static class CacheEntry
{
    private static readonly byte[] Magic = "rulec plan 1\n"u8.ToArray();

    public static byte[] Write(string key, byte[] assembly) => [.. Magic, .. Sum(key, assembly), .. assembly];

    /// <summary>The assembly, or null where the file is not what was written under the key.</summary>
    public static byte[]? Read(string key, byte[] file)
    {
        int start = Magic.Length + SHA256.HashSizeInBytes;
        if (file.Length <= start || !file.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            return null;
        byte[] assembly = file[start..];
        return file.AsSpan(Magic.Length, SHA256.HashSizeInBytes).SequenceEqual(Sum(key, assembly)) ? assembly : null;
    }

    private static byte[] Sum(string key, byte[] assembly)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(key));
        hash.AppendData(assembly);
        return hash.GetHashAndReset();
    }
}
