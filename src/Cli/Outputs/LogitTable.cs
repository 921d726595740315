using System.Globalization;
using System.Runtime.CompilerServices;
using Spectre.Console;

namespace RuleCompiler.Cli.Outputs;

/// <summary>Prints what was predicted and explained.</summary>
internal static class LogitTable
{
    private const int Most = 10;

    public static void Print(Explained explained)
    {
        if (Console.IsOutputRedirected)
            PrintPlain(explained);
        else
            PrintColours(explained);
    }

    private static void PrintPlain(Explained explained)
    {
        Explanation e = explained.Explanation;
        Console.Out.WriteLine($"prediction {e.Prediction}");
        Console.Out.WriteLine($"target {e.Target}");
        foreach (int output in Largest(e))
            Console.Out.WriteLine($"logit {output} {Text(e.Logits[output])}");
        Console.Out.WriteLine($"conservation error {Text(e.ConservationError)}");
        Console.Out.WriteLine($"elapsed {Text(Math.Round(explained.Milliseconds, 1))} ms");
    }

    // apart, so that Spectre is loaded only where there is a terminal
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PrintColours(Explained explained)
    {
        Explanation e = explained.Explanation;
        Table table = new Table()
            .RoundedBorder()
            .AddColumn("output")
            .AddColumn(new TableColumn("logit").RightAligned());
        foreach (int output in Largest(e))
        {
            string style = output == e.Target ? "bold" : "default";
            string role = (output == e.Prediction ? " prediction" : "") + (output == e.Target ? " explained" : "");
            table.AddRow($"[{style}]{output}[/][grey]{role}[/]", $"[{style}]{Text(e.Logits[output])}[/]");
        }
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(
            $"[grey]relevance lost or gained {Text(e.ConservationError)} of what started, in {Text(Math.Round(explained.Milliseconds, 1))} ms[/]"
        );
    }

    /// <summary>All outputs in order, or the largest where there are many, with the target.</summary>
    private static IEnumerable<int> Largest(Explanation e)
    {
        IEnumerable<int> all = Enumerable.Range(0, e.Logits.Length);
        return e.Logits.Length <= 2 * Most
            ? all
            : all.OrderByDescending(o => e.Logits[o]).Take(Most).Append(e.Target).Distinct();
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
