namespace RuleCompiler.OnnxImport.Unrolling;

/// <summary>The values that nodes see: those of their graph or body, then those around it.</summary>
internal sealed class Scope(Scope? outer = null)
{
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);

    public Scope? Outer => outer;

    public Value? Find(string name) => values.GetValueOrDefault(name) ?? outer?.Find(name);

    /// <summary>Names a value; false where the name has one here or around.</summary>
    public bool TryAdd(string name, Value value) => outer?.Find(name) is null && values.TryAdd(name, value);
}
