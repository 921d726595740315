using System.Globalization;
using System.Runtime.CompilerServices;
using Spectre.Console;

namespace RuleCompiler.Cli.Outputs;

/// <summary>Prints what was predicted and explained.</summary>
internal static class LogitTable
{
    private const int Most = 10;

    public static void Print(Explained e)
    {
        if (Console.IsOutputRedirected)
            PrintPlain(e);
        else
            PrintColours(e);
    }

    private static void PrintPlain(Explained e)
    {
        Console.Out.WriteLine($"prediction {e.Prediction}");
        Console.Out.WriteLine($"target {e.Target}");
        foreach (int output in Largest(e))
            Console.Out.WriteLine($"logit {output} {Text(e.Logits[output])}");
        foreach ((string name, double error) in Errors(e))
            Console.Out.WriteLine($"{name} error {Text(error)}");
        Console.Out.WriteLine($"elapsed {Text(Math.Round(e.Milliseconds, 1))} ms");
    }

    // apart, so that Spectre is loaded only where there is a terminal
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PrintColours(Explained e)
    {
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
        string errors = string.Concat(Errors(e).Select(error => $"{error.Name} error {Text(error.Error)}, "));
        AnsiConsole.MarkupLine($"[grey]{errors}in {Text(Math.Round(e.Milliseconds, 1))} ms[/]");
    }

    /// <summary>What was lost or gained: of what started at the output, or of f(x) − f(x0).</summary>
    private static IEnumerable<(string Name, double Error)> Errors(Explained e)
    {
        if (e.CompletenessError is { } completeness)
            yield return ("completeness", completeness);
        else if (e.ConservationError is { } conservation)
            yield return ("conservation", conservation);
    }

    /// <summary>All outputs in order, or the largest where there are many, with the target.</summary>
    private static IEnumerable<int> Largest(Explained e)
    {
        IEnumerable<int> all = Enumerable.Range(0, e.Logits.Length);
        return e.Logits.Length <= 2 * Most
            ? all
            : all.OrderByDescending(o => e.Logits[o]).Take(Most).Append(e.Target).Distinct();
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
