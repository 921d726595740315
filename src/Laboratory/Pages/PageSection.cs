namespace RuleCompiler.Laboratory.Pages;

/// <summary>A part of a <see cref="StudyPage"/>: a heading, a few words, and what is shown.</summary>
/// <param name="Title">The heading, also the entry in the page's contents.</param>
public abstract record PageSection(string Title)
{
    /// <summary>What is to be seen and how to read it, in a sentence or two; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Throws where the section's parts do not fit together.</summary>
    internal abstract void Check();

    /// <summary>Refuses a section, saying which.</summary>
    private protected ArgumentException Refuse(string what) => new($"Section '{Title}': {what}");
}
