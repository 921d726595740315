using System.ComponentModel;

namespace RuleCompiler;

/// <summary>
/// The stamp the generator leaves on a compiled declaration: its canonical form, which compilations that only
/// see the assembly read instead of the method bodies. Not written by hand.
/// </summary>
/// <param name="format">The version of the canonical form.</param>
/// <param name="text">The canonical form.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledRuleAttribute(int format, string text) : Attribute
{
    /// <summary>The version of the canonical form.</summary>
    public int Format { get; } = format;

    /// <summary>The canonical form.</summary>
    public string Text { get; } = text;
}

/// <inheritdoc cref="CompiledRuleAttribute"/>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledCompositeAttribute(int format, string text) : Attribute
{
    /// <summary>The version of the canonical form.</summary>
    public int Format { get; } = format;

    /// <summary>The canonical form.</summary>
    public string Text { get; } = text;
}

/// <inheritdoc cref="CompiledRuleAttribute"/>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledNetworkAttribute(int format, string text) : Attribute
{
    /// <summary>The version of the canonical form.</summary>
    public int Format { get; } = format;

    /// <summary>The canonical form.</summary>
    public string Text { get; } = text;
}
