using System.Runtime.CompilerServices;
using Spectre.Console;

namespace RuleCompiler.Cli.Outputs;

/// <summary>A table: in colours on a terminal, in aligned columns elsewhere.</summary>
/// <param name="columns">The headings; one that begins with '&gt;' is aligned to the right.</param>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] row) => _rows.Add(row);

    public void Print()
    {
        if (Console.IsOutputRedirected)
            PrintPlain(Console.Out);
        else
            PrintColours();
    }

    public void PrintPlain(TextWriter output)
    {
        string[] headings = [.. columns.Select(Heading)];
        int[] widths = [.. headings.Select((h, i) => _rows.Select(r => r[i].Length).Append(h.Length).Max())];
        foreach (string[] row in _rows.Prepend(headings))
        {
            IEnumerable<string> cells = row.Select(
                (cell, i) => IsRight(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])
            );
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    // apart, so that Spectre is loaded only where there is a terminal
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PrintColours()
    {
        Table table = new Table().RoundedBorder();
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new($"[bold]{Markup.Escape(Heading(columns[i]))}[/]");
            table.AddColumn(IsRight(i) ? column.RightAligned() : column);
        }
        foreach (string[] row in _rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    private bool IsRight(int column) => columns[column].StartsWith('>');

    private static string Heading(string column) => column.TrimStart('>');
}
