namespace RuleCompiler.Bench.Tables;

/// <summary>Measures the networks of the literature and writes their tables into docs/performance.md.</summary>
internal static class TableVerb
{
    /// <summary>Networks, the largest last, with the larger of their batches.</summary>
    private static readonly Dictionary<string, int> Batches = new()
    {
        ["mlp"] = 64,
        ["mnist"] = 64,
        ["cifar"] = 64,
        ["resnet50"] = 8,
        ["vgg16"] = 8,
    };

    private static readonly string[] Composites = ["epsilon-plus", "epsilon-gamma-box", "gradient"];

    public static int Run(string[] arguments)
    {
        Arguments asked = Arguments.Parse(arguments);
        foreach (string network in asked.Among([.. Batches.Keys]))
        {
            List<TableRow> rows = [];
            foreach (int batch in new[] { 1, Batches[network] })
            {
                foreach (int threads in asked.Threads())
                {
                    foreach (string composite in Composites)
                    {
                        rows.Add(RulecRun.Measure(network, composite, batch, threads, asked.Number("runs", 9)));
                        Console.WriteLine(rows[^1]);
                    }
                }
            }
            Page.Write($"table {network}", TableText.Of(rows));
        }
        return 0;
    }
}
