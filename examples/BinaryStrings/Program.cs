using System.Globalization;
using System.Text;
using BinaryStrings;
using Examples.Shared;
using RuleCompiler.Laboratory.Pages;

// dotnet run -c Release --project examples/BinaryStrings [-- FOLDER [--report PAGE.md]]
Console.OutputEncoding = Encoding.UTF8;
if (args is not ([] or [_] or [_, "--report", _]))
{
    Console.Error.WriteLine(
        "Give a folder for what is written, and --report with a .md file for the numbers, or nothing."
    );
    return 2;
}

const int more = 100;
string folder = Path.GetFullPath(args.FirstOrDefault() ?? "binary-strings");
Directory.CreateDirectory(folder);
using Methods methods = new();
float[] outputs = Strings.Outputs(methods.Network);
int wrong = outputs.Zip(Strings.Truth()).Count(pair => pair.First != pair.Second);
Console.WriteLine(
    $"the network says of {Strings.Count - wrong} of {Strings.Count} strings exactly whether they have a block"
);

Console.WriteLine("\nrelevance in percent of the largest");
Signal[] signals = [Signal.Alone, Signal.Distracted];
List<Studied> studied = [];
double gap = 0;
foreach (Signal signal in signals)
{
    Distortions exact = Distortions.Of(outputs, signal.Word);
    gap = Math.Max(gap, Lemma43.LargestGap(signal.Word, exact));
    studied.Add(Studied.Of(signal, methods, exact));
    foreach (string line in Texts.Lines(studied[^1]))
        Console.WriteLine(line);
}

List<(string Kind, string Found)> others = [];
foreach ((int closest, string kind) in new[] { (2, "like the first signal"), (4, "like the second signal") })
{
    Console.WriteLine($"{more} random signals {kind} …");
    Dictionary<string, int> found = [];
    foreach (Signal signal in Kinds.Draw(more, closest))
    {
        foreach ((string name, double[] relevance) in methods.Explain(signal))
            found[name] = found.GetValueOrDefault(name) + (Ranking.Of(name, relevance, signal).FindsBlock ? 1 : 0);
    }

    others.Add(
        (
            $"Of {more} random signals {kind}",
            string.Join(", ", found.Select(one => $"{one.Key} finds the block of {one.Value}"))
        )
    );
    Console.WriteLine($"{others[^1].Kind}: {others[^1].Found}");
}

string tables = string.Join("\n", studied.Select(Texts.RateTable));
Console.WriteLine($"\n{tables}");
Console.WriteLine($"Lemma 4.3: |P − (1 − 2D)| is at most {gap} over all sets of both signals");
List<Lemma44> lemmas = [];
foreach (double eta in new[] { 1, 0.5, 0.2, 0.1, 0.05, 0.01 })
{
    Console.WriteLine($"Lemma 4.4: η = {eta} …");
    lemmas.Add(Lemma44.Check(eta, Signal.Distracted, Distortions.Of(Strings.Truth(), Signal.Distracted.Word)));
}

Console.WriteLine(
    $"Lemma 4.4 on {lemmas[0].Sets} sets, those with the least distortion among them\n{Texts.LemmaTable(lemmas)}"
);
Conclusion conclusion = Texts.Conclude(studied, others);
Console.WriteLine(conclusion.Sentence);
Shown.Sheet(studied).SavePng(Path.Combine(folder, "binary-strings.png"));
Shown.Page(studied, lemmas, conclusion).Save(Path.Combine(folder, "binary-strings.html"));
Console.WriteLine($"wrote {folder}: binary-strings.png, binary-strings.html");
if (args is [_, _, string page])
{
    string lemma43 = gap.ToString(CultureInfo.InvariantCulture);
    PageBlock.Write(
        page,
        "binary-strings",
        $"{tables}\n{string.Concat(others.Select(one => $"{one.Kind}: {one.Found}.\n"))}\nLemma 4.3: |P − (1 − 2D)| is at most {lemma43} over all sets of both signals.\n\n{Texts.LemmaTable(lemmas)}"
    );
}

return wrong == 0 && gap < 1e-12 && lemmas.All(lemma => lemma.Holds) ? 0 : 1;
