namespace RuleCompiler;

/// <summary>A picture's file is missing, damaged, of a kind that is not understood, or of another size than is needed.</summary>
public sealed class ImageFileException : Exception
{
    /// <summary>Makes the exception; its message is put together from the parts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="place">Where in the file (a chunk, a row of pixels), or null for the file as a whole.</param>
    /// <param name="problem">What is wrong, as a sentence.</param>
    /// <param name="advice">What to do, as a sentence.</param>
    /// <param name="inner">The exception behind it, if any.</param>
    public ImageFileException(string file, string? place, string problem, string advice, Exception? inner = null)
        : base($"{file}{(place is null ? "" : $", {place}")}: {problem} {advice}", inner)
    {
        File = file;
        Place = place;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Where in the file, or null for the file as a whole.</summary>
    public string? Place { get; }
}
