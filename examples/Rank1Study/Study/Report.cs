using System.Globalization;
using System.Text;
using Examples.Shared;
using RuleCompiler.Laboratory;

namespace Rank1Study;

/// <summary>What was found, as a page of Markdown between its comments.</summary>
internal static class Report
{
    /// <summary>Puts the findings where the page has them.</summary>
    public static void Write(
        string path,
        IReadOnlyList<Studied> networks,
        IReadOnlyList<StudyRow> rows,
        IReadOnlyList<Statement> statements
    ) => PageBlock.Write(path, "study", Body(networks, rows, statements));

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
