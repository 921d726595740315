using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler;

/// <summary>
/// Compiled things in the user's cache folder. Files appear under their name as a whole, so that runs at the same time
/// only do the same work twice; what cannot be written or is damaged is compiled again.
/// </summary>
/// <param name="folder">Where the files are; made when the first is written.</param>
/// <param name="kind">What they are, in one word: their extension, and named in their first line.</param>
/// <param name="mostBytes">What was used least recently is deleted beyond this.</param>
internal sealed class FileCache(string folder, string kind, long mostBytes)
{
    /// <summary>The variable that names the folder of all caches.</summary>
    public const string Variable = "RULEC_CACHE";

    /// <summary>What is filed under a key, or null where there is nothing that can be trusted.</summary>
    public byte[]? Find(string key)
    {
        string path = PathOf(key);
        try
        {
            if (!File.Exists(path))
                return null;
            byte[]? content = CacheEntry.Read(kind, key, File.ReadAllBytes(path));
            if (content is null)
                Drop(key);
            else
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow); // the time of last use
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Files something.</summary>
    /// <param name="key">Under what: hexadecimal digits.</param>
    /// <param name="content">What.</param>
    /// <param name="whole">Runs what must not be interrupted; runs it as it is unless given.</param>
    public void Store(string key, byte[] content, Action<Action>? whole = null)
    {
        try
        {
            Directory.CreateDirectory(folder);
            byte[] entry = CacheEntry.Write(kind, key, content);
            (whole ?? (write => write()))(() => AtomicFile.Write(PathOf(key), stream => stream.Write(entry)));
            CacheBound.Keep(folder, $".{kind}", mostBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // a cache that cannot be written costs time, nothing else
        }
    }

    /// <summary>Forgets what is filed under a key.</summary>
    public void Drop(string key)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it is found damaged again next time
        }
    }

    /// <summary>SHA-256 of all parts, none of which runs into the next.</summary>
    public static string KeyOf(IEnumerable<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The user's folder for caches.</summary>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
            return Path.GetFullPath(chosen);
        string? root = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        // the base directory specification: a relative XDG_CACHE_HOME is to be ignored
        return root is { Length: > 0 } && Path.IsPathRooted(root)
            ? Path.Combine(root, "rulec")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "rulec");
    }

    private string PathOf(string key) => Path.Combine(folder, $"{key}.{kind}");
}
