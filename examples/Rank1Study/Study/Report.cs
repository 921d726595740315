using System.Globalization;
using System.Text;
using RuleCompiler.Laboratory;

namespace Rank1Study;

/// <summary>What was found, as a page of Markdown between its comments.</summary>
internal static class Report
{
    private const string Begin = "<!-- study -->";
    private const string End = "<!-- /study -->";

    /// <summary>Puts the findings where the page has them.</summary>
    public static void Write(
        string path,
        IReadOnlyList<Studied> networks,
        IReadOnlyList<StudyRow> rows,
        IReadOnlyList<Statement> statements
    )
    {
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal),
            end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidDataException($"{path} has no lines {Begin} and {End} to write between.");
        string made = $"{text[..begin]}{Begin}\n{Body(networks, rows, statements)}{text[end..]}";
        RuleCompiler.AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(made)));
    }

    private static string Body(
        IReadOnlyList<Studied> networks,
        IReadOnlyList<StudyRow> rows,
        IReadOnlyList<Statement> statements
    )
    {
        StringBuilder text = new();
        text.Append("### 1 − |cos| at the first convolution, median\n\n| method |");
        text.AppendJoin("", networks.Select(network => $" {network.Name} |")).Append("\n|---|");
        text.AppendJoin("", networks.Select(_ => "--:|")).Append('\n');
        foreach (string method in rows.Select(row => row.Method).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {method} |");
            foreach (Studied network in networks)
            {
                StudyRow[] path = [.. rows.Where(row => row.Network == network.Name && row.Method == method)];
                string value = path.Length < 2 ? "" : path[^2].Median.ToString("0.0e+0", CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $" {value} |");
            }

            text.Append('\n');
        }

        text.Append("\n### Statement by statement\n\n| the paper says | network | | measured |\n|---|---|---|---|\n");
        foreach (Statement statement in statements)
            text.Append(statement.Row).Append('\n');
        return text.Append('\n').ToString();
    }
}
