using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Caching;

/// <summary>Compiled plans in the user's cache folder.</summary>
internal sealed class PlanCache(string folder, long mostBytes = PlanCache.Limit)
{
    public const string Variable = FileCache.Variable;
    private const long Limit = 256L << 20;

    private readonly FileCache _files = new(folder, "plan", mostBytes);

    /// <summary>The user's cache.</summary>
    public static PlanCache OfUser() => new(FileCache.Folder());

    /// <summary>The assembly under a key, or null where there is none that can be trusted.</summary>
    public byte[]? Find(string key) => _files.Find(key);

    public void Store(string key, byte[] assembly) => _files.Store(key, assembly, Interruption.WriteWhole);

    /// <summary>Forgets a plan.</summary>
    public void Drop(string key) => _files.Drop(key);
}
