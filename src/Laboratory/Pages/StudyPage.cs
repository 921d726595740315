using System.Text;
using RuleCompiler.Laboratory.Pages.Rendering;

namespace RuleCompiler.Laboratory.Pages;

/// <summary>What was measured and proven, as one page of HTML that needs nothing beside itself: no network, no file.</summary>
/// <param name="Title">The page's heading: what was studied.</param>
/// <param name="Sections">The charts, pictures and proofs, in order.</param>
/// <remarks>
/// Charts are drawn twice: as SVG, which is there without JavaScript and on paper, and by uPlot, which shows values
/// where one points. All text is escaped; the page's policy lets no script run but the page's own.
/// </remarks>
public sealed record StudyPage(string Title, IReadOnlyList<PageSection> Sections)
{
    /// <summary>What to conclude, at the top of the page; null leaves it out.</summary>
    public Conclusion? Conclusion { get; init; }

    /// <summary>What was run: network, inputs, vectors, seed and the like, each with its name.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>The page's text.</summary>
    /// <exception cref="ArgumentException">The parts of a section do not fit together; the message says which.</exception>
    public string ToHtml()
    {
        foreach (PageSection section in Sections)
            section.Check();
        return PageHtml.Write(this);
    }

    /// <summary>Writes the page in UTF-8, as a whole or not at all.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException">The parts of a section do not fit together.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ToHtml());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
