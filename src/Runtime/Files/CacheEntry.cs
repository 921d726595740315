using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler;

/// <summary>
/// What is cached as a file: a first line that says what it is, SHA-256 of key and content, the content. The key is
/// part of the sum, so that a file under another key's name is found out too.
/// </summary>
internal static class CacheEntry
{
    public static byte[] Write(string kind, string key, byte[] content) =>
        [.. Magic(kind), .. Sum(key, content), .. content];

    /// <summary>The content, or null where the file is not what was written under the key.</summary>
    public static byte[]? Read(string kind, string key, byte[] file)
    {
        byte[] magic = Magic(kind);
        int start = magic.Length + SHA256.HashSizeInBytes;
        if (file.Length <= start || !file.AsSpan(0, magic.Length).SequenceEqual(magic))
            return null;
        byte[] content = file[start..];
        return file.AsSpan(magic.Length, SHA256.HashSizeInBytes).SequenceEqual(Sum(key, content)) ? content : null;
    }

    private static byte[] Magic(string kind) => Encoding.ASCII.GetBytes($"rulec {kind} 1\n");

    private static byte[] Sum(string key, byte[] content)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(key));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
