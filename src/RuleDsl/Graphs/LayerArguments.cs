using RuleCompiler.Generators.Stamps;

namespace RuleCompiler;

/// <summary>The arguments of a layer in a graph text: (args (Name number) …).</summary>
internal sealed class LayerArguments
{
    private readonly Dictionary<string, SExpr> _left = [];
    private readonly string _where;

    /// <exception cref="FormatException">They are no list of named numbers.</exception>
    public LayerArguments(SExpr.List layer, string where)
    {
        _where = where;
        foreach (SExpr.List argument in TextList.Lists(layer, "args"))
        {
            string name = TextList.Head(argument);
            if (argument.Members.Count != 2)
                throw TextList.Damaged($"the argument '{name}' of {where} is not one number");
            if (!_left.TryAdd(name, argument.Members[1]))
                throw TextList.Damaged($"{where} has two arguments '{name}'");
        }
    }

    public int Integer(string name) => TextList.Integer(Take(name), Place(name));

    public bool Flag(string name) =>
        TextList.Integer(Take(name), Place(name)) switch
        {
            0 => false,
            1 => true,
            int other => throw TextList.Damaged($"{Place(name)} is {other} in place of 0 or 1"),
        };

    /// <summary>A finite number.</summary>
    public float Real(string name)
    {
        float number = Bound(name);
        return float.IsFinite(number) ? number : throw TextList.Damaged($"{Place(name)} is not finite");
    }

    /// <summary>A number that may be infinite.</summary>
    public float Bound(string name) => (float)TextList.Number(Take(name), Place(name));

    public bool Has(string name) => _left.ContainsKey(name);

    public Size Size(string name) => new(Integer($"{name}.Height"), Integer($"{name}.Width"));

    public Padding Padding(string name) =>
        new(Integer($"{name}.Top"), Integer($"{name}.Left"), Integer($"{name}.Bottom"), Integer($"{name}.Right"));

    /// <summary>Refuses arguments that nobody asked for.</summary>
    public void RefuseLeft()
    {
        if (_left.Count > 0)
            throw TextList.Damaged($"{_where} has an argument '{_left.Keys.First()}', which its kind has not");
    }

    private SExpr Take(string name) =>
        _left.Remove(name, out SExpr? value) ? value : throw TextList.Damaged($"{_where} lacks the argument '{name}'");

    private string Place(string name) => $"the argument '{name}' of {_where}";
}
