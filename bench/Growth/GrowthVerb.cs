namespace RuleCompiler.Bench.Growth;

/// <summary>Measures how cost grows, and writes charts and a table into docs/performance.</summary>
internal static class GrowthVerb
{
    public static int Run(string[] arguments)
    {
        Arguments asked = Arguments.Parse(arguments);
        IReadOnlyList<string> names = asked.Among([.. Sweep.All.Select(s => s.Name)]);
        foreach (Sweep sweep in Sweep.All.Where(s => names.Contains(s.Name)))
        {
            GrowthCurve[] curves = [.. asked.Threads().Select(t => sweep.Measure(t, asked.Number("runs", 15)))];
            string text = GrowthText.Of(sweep, curves);
            Console.WriteLine(text);
            File.WriteAllText(
                Path.Combine(Page.Root, "docs", "performance", $"{sweep.Name}.svg"),
                new GrowthChart(sweep, curves).Svg()
            );
            Page.Write($"growth {sweep.Name}", text);
        }
        return 0;
    }
}
