namespace RuleCompiler.Reference;

/// <summary>The operands a layer offers to formulas, by name, with their present values.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, int> _places = [];

    /// <summary>The present values by place; to be read anew after an operand was added.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>The present unit, for functions that differ by unit.</summary>
    public int Unit { get; set; }

    /// <summary>Offers an operand and returns its place.</summary>
    public int Add(string name)
    {
        _places.Add(name, Values.Length);
        Values = [.. Values, double.NaN]; // an operand that was never set must not look like a number
        return Values.Length - 1;
    }

    /// <summary>
    /// Offers a role-typed operand with members <c>name.0</c>, <c>name.1</c>, … and returns the first place; one
    /// with a single member also goes by the bare name.
    /// </summary>
    public int Add(string name, int members)
    {
        int first = Values.Length;
        for (int i = 0; i < members; i++)
            Add($"{name}.{i}");
        if (members == 1)
            _places.TryAdd(name, first);
        return first;
    }

    /// <summary>Forgets all values, so that nothing of an earlier sample is read by mistake.</summary>
    public void Forget() => Array.Fill(Values, double.NaN);

    /// <summary>Whether the operand is offered.</summary>
    public bool TryFind(string name, out int place) => _places.TryGetValue(name, out place);
}
