using System.Text;

namespace RuleCompiler.Generators.Emission;

/// <summary>Indented text of generated C#.</summary>
internal sealed class Code
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public Code Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', 4 * _depth).Append(text);
        _text.Append('\n');
        return this;
    }

    public Code Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Line(line);
        return this;
    }

    /// <summary>A braced block.</summary>
    public Code Block(string head, Action body, string end = "}")
    {
        Line(head).Line("{");
        _depth++;
        body();
        _depth--;
        return Line(end);
    }

    public override string ToString() => _text.ToString();
}
