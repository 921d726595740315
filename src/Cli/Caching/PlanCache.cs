using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Caching;

/// <summary>
/// Compiled plans in the user's cache folder. Files appear under their name as a whole, so that runs at the same
/// time only do the same work twice; what cannot be written or is damaged is compiled again.
/// </summary>
internal sealed class PlanCache(string folder, long mostBytes = PlanCache.Limit)
{
    public const string Variable = "RULEC_CACHE";
    private const long Limit = 256L << 20;
    private const string Extension = ".plan";

    /// <summary>The user's cache.</summary>
    public static PlanCache OfUser() => new(Folder());

    /// <summary>The assembly under a key, or null where there is none that can be trusted.</summary>
    public byte[]? Find(string key)
    {
        string path = PathOf(key);
        try
        {
            if (!File.Exists(path))
                return null;
            byte[]? assembly = CacheEntry.Read(key, File.ReadAllBytes(path));
            if (assembly is null)
                Drop(key);
            else
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow); // the time of last use
            return assembly;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Store(string key, byte[] assembly)
    {
        try
        {
            Directory.CreateDirectory(folder);
            byte[] entry = CacheEntry.Write(key, assembly);
            Interruption.WriteWhole(() => AtomicFile.Write(PathOf(key), stream => stream.Write(entry)));
            CacheBound.Keep(folder, Extension, mostBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // a cache that cannot be written costs time, nothing else
        }
    }

    /// <summary>Forgets a plan.</summary>
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

    private static string Folder()
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

    private string PathOf(string key) => Path.Combine(folder, key + Extension);
}
