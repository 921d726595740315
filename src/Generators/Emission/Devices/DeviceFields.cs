using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Gives the buffers of one kernel names.</summary>
internal sealed class DeviceFields
{
    private readonly List<DeviceOperand> _operands = [];
    private readonly HashSet<string> _taken = [];

    public IReadOnlyList<DeviceOperand> Operands => _operands;

    /// <summary>The name under which formulas read a buffer at an index.</summary>
    public Name Read(BufferModel buffer, string index = "i")
    {
        DeviceOperand? known = _operands.Find(o => o.Buffer == buffer && o.Index == index && o.Field[0] == 'a');
        return new((known ?? Added("at", buffer, index)).Field);
    }

    /// <summary>A formula over buffers' names as one over operands.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="reads">What it reads.</param>
    /// <param name="index">Where.</param>
    public Expr Of(Expr formula, IEnumerable<Read> reads, string index = "i")
    {
        Dictionary<string, BufferModel> buffers = reads.ToDictionary(r => r.Operand, r => r.Buffer);
        return formula.Substitute(name => buffers.TryGetValue(name, out BufferModel? b) ? Read(b, index) : null);
    }

    /// <summary>A result's operand.</summary>
    public DeviceResult Write(BufferModel buffer, Expr value) => new(Added("to", buffer, "i"), value);

    private DeviceOperand Added(string stem, BufferModel buffer, string index)
    {
        string name = $"{stem}_{Plain(buffer.Role)}",
            unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
            unique = $"{name}_{i}";
        DeviceOperand operand = new(unique, buffer, index);
        _operands.Add(operand);
        return operand;
    }

    /// <summary>A name of letters that every language takes.</summary>
    private static string Plain(string role) =>
        string.Concat(role.Select(c => c is '_' || (c < 128 && char.IsLetterOrDigit(c)) ? $"{c}" : $"u{(int)c:x}"));
}
