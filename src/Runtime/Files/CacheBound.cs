namespace RuleCompiler;

/// <summary>Keeps a folder below a size: what was used least recently goes first.</summary>
internal static class CacheBound
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    public static void Keep(string folder, string extension, long mostBytes)
    {
        DirectoryInfo directory = new(folder);
        // temporary files of runs that were killed while they wrote
        foreach (FileInfo file in directory.EnumerateFiles(".*.tmp"))
        {
            if (DateTime.UtcNow - file.LastWriteTimeUtc > Abandoned)
                Delete(file);
        }

        long sum = 0;
        foreach (FileInfo file in directory.EnumerateFiles($"*{extension}").OrderByDescending(f => f.LastWriteTimeUtc))
        {
            sum += file.Length;
            if (sum > mostBytes)
                Delete(file);
        }
    }

    private static void Delete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // another run uses it or deleted it
        }
    }
}
