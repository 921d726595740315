namespace RuleCompiler;

/// <summary>Cites where a formula comes from: a key of <c>REFERENCES.bib</c>.</summary>
/// <param name="key">The bib key, such as <c>bach2015pixel</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SourceAttribute(string key) : Attribute
{
    /// <summary>The bib key.</summary>
    public string Key { get; } = key;

    /// <summary>The equation, table or section, as printed there.</summary>
    public string Eq { get; init; } = "";
}
