using System.Globalization;
using System.Text;
using RuleCompiler.Laboratory.Pages;

namespace BinaryStrings;

/// <summary>The study in words and numbers.</summary>
internal static class Texts
{
    /// <summary>Lines for the console: a signal, the maps below it in percent of their largest amount.</summary>
    public static IEnumerable<string> Lines(Studied one)
    {
        yield return $"{one.Signal.Name, -28}{string.Concat(one.Signal.Text.Select(letter => $"{letter, 5}"))}";
        foreach (Ranking ranking in one.Rankings)
        {
            double largest = ranking.Relevance.Max(Math.Abs);
            string map = string.Concat(
                ranking.Relevance.Select(value =>
                    string.Create(CultureInfo.InvariantCulture, $"{100 * value / largest, 5:F0}")
                )
            );
            yield return $"  {ranking.Name, -26}{map}   {(ranking.FindsBlock ? "finds the block" : "does not find it")}";
        }
    }

    /// <summary>R(ε) and each method's R_π(ε).</summary>
    public static string RateTable(Studied one)
    {
        StringBuilder text = new($"| {one.Signal.Name}, `{one.Signal.Text}` | finds the block |");
        foreach (double limit in Studied.Limits)
            text.Append(CultureInfo.InvariantCulture, $" ε = {limit} |");
        text.Append("\n|---|---|").Insert(text.Length, "--:|", Studied.Limits.Count).Append('\n');
        Row("optimum R(ε)", "", one.Optimal);
        for (int m = 0; m < one.Rankings.Count; m++)
            Row(one.Rankings[m].Name, one.Rankings[m].FindsBlock ? "yes" : "no", one.Along[m]);
        return text.ToString();

        void Row(string name, string finds, double[] along)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {finds} |");
            foreach (double limit in Studied.Limits)
                text.Append(CultureInfo.InvariantCulture, $" {Distortions.Rate(along, limit)} |");
            text.Append('\n');
        }
    }

    /// <summary>Lemma 4.4, a row for each η.</summary>
    public static string LemmaTable(IReadOnlyList<Lemma44> lemmas)
    {
        StringBuilder text = new(
            "| η | largest difference of D^b | largest difference of D^c | standard error | bound dη/2 | of the sharper bound | holds |\n|--:|--:|--:|--:|--:|--:|---|\n"
        );
        foreach (Lemma44 lemma in lemmas)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {lemma.Eta} | {lemma.BinaryGap} | {lemma.ContinuousGap:F4} | {lemma.Error:F4} | {lemma.Bound} | {lemma.Tightest:P0} | {(lemma.Holds ? "yes" : "**no**")} |\n"
            );
        return text.ToString();
    }

    /// <summary>Which methods find the block.</summary>
    public static Conclusion Conclude(IReadOnlyList<Studied> studied, IReadOnlyList<(string Kind, string Found)> more)
    {
        string[] always = [.. Names(ranking => ranking.All(r => r.FindsBlock))],
            not = [.. Names(ranking => !ranking.All(r => r.FindsBlock))];
        return new(
            $"The block in both signals is found by {Listed(always)}; not by {Listed(not)}.",
            [.. more.Select(found => $"{found.Kind}: {found.Found}")]
        );

        IEnumerable<string> Names(Func<IGrouping<string, Ranking>, bool> holds) =>
            studied
                .SelectMany(one => one.Rankings)
                .GroupBy(ranking => ranking.Name)
                .Where(holds)
                .Select(method => method.Key);
    }

    private static string Listed(string[] names) =>
        names.Length switch
        {
            0 => "none",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
}
