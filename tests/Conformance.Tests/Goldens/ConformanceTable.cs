using System.Globalization;
using System.Text;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The table of docs/conformance.md: every golden entry with its errors in this run.</summary>
internal static class ConformanceTable
{
    public const string Begin = "<!-- conformance: begin -->";
    public const string End = "<!-- conformance: end -->";

    /// <summary>Below this, an error is rounding alone and differs between machines.</summary>
    private static readonly (double Interpreted, double Compiled) Rounding = (1e-12, 1e-6);

    public static string Write()
    {
        StringBuilder text = new(
            "| id | network, seed | peer | interpreted | tolerance | compiled | tolerance | pass |\n"
                + "|---|---|---|---|---|---|---|---|\n"
        );
        foreach ((string file, string id) in GoldenFile.Entries.OrderBy(e => e.Id, StringComparer.Ordinal))
            text.Append(Row(file, id)).Append('\n');
        return text.ToString();
    }

    /// <summary>The table between the page's marks.</summary>
    public static string In(string page)
    {
        (int begin, int end) = Marks(page);
        return page[begin..end].Trim('\n') + "\n";
    }

    /// <summary>The page with another table between its marks.</summary>
    public static string Put(string page, string table)
    {
        (int begin, int end) = Marks(page);
        return $"{page[..begin]}\n\n{table}\n{page[end..]}";
    }

    /// <summary>Whether two tables tell the same: entries and verdicts, and errors by their order of magnitude.</summary>
    public static bool Agree(string one, string other)
    {
        string[] rows = one.Split('\n');
        string[] others = other.Split('\n');
        return rows.Length == others.Length && rows.Zip(others).All(pair => RowsAgree(pair.First, pair.Second));
    }

    private static bool RowsAgree(string one, string other)
    {
        string[] cells = one.Split('|', StringSplitOptions.TrimEntries);
        string[] others = other.Split('|', StringSplitOptions.TrimEntries);
        return cells.Length == others.Length
            && cells
                .Zip(others)
                .Index()
                .All(cell =>
                    cell.Item.First == cell.Item.Second
                    || (cell.Index == 4 && SameMagnitude(cell.Item, Rounding.Interpreted))
                    || (cell.Index == 6 && SameMagnitude(cell.Item, Rounding.Compiled))
                );
    }

    private static bool SameMagnitude((string, string) cells, double rounding) =>
        double.TryParse(cells.Item1, CultureInfo.InvariantCulture, out double one)
        && double.TryParse(cells.Item2, CultureInfo.InvariantCulture, out double other)
        && Math.Abs(Math.Log10(Math.Max(one, rounding) / Math.Max(other, rounding))) <= 1;

    private static string Row(string file, string id)
    {
        GoldenCase golden = new(file, id);
        string peer = golden.Entry.GetProperty("peer").GetString()!;
        (double interpreted, double compiled) = (golden.Tolerance("f64"), golden.Tolerance("f32"));
        string begin = $"| {id} | {golden.Net}, {file.Split('_')[1]} | {peer} ";
        (double ofInterpreter, double ofCompiled) = (GoldenRun.Interpreted(file, id), GoldenRun.Compiled(file, id));
        bool pass = ofInterpreter <= interpreted && ofCompiled <= compiled;
        return $"{begin}| {Figure(ofInterpreter)} | {Figure(interpreted)} | {Figure(ofCompiled)} | {Figure(compiled)} "
            + $"| {(pass ? "yes" : "NO")} |";
    }

    private static string Figure(double error) => error.ToString("0e-00", CultureInfo.InvariantCulture);

    private static (int Begin, int End) Marks(string page)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"docs/conformance.md lacks {Begin} or {End}.");
        return (begin + Begin.Length, end);
    }
}
