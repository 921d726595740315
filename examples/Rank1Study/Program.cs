using System.Text;
using Rank1Study;
using RuleCompiler.Laboratory;
using RuleCompiler.Laboratory.Chains;
using RuleCompiler.Laboratory.Operators;
using RuleCompiler.Laboratory.Pages;

// dotnet run -c Release --project examples/Rank1Study [-- FOLDER [--report PAGE.md] [NETWORK …]]
Console.OutputEncoding = Encoding.UTF8;
List<string> words = [.. args];
if (words.Count > 0 && words[^1] == "--report")
{
    Console.Error.WriteLine(
        "--report needs the page to write to, a .md file with the lines <!-- study --> and <!-- /study -->."
    );
    return 2;
}

string? report = Take("--report");
string folder = Path.GetFullPath(words.FirstOrDefault() ?? "rank1-study");
List<Studied> networks = [.. Networks.All.Where(network => words.Count < 2 || words.Skip(1).Contains(network.Name))];
if (words.Skip(1).FirstOrDefault(word => Networks.All.All(network => network.Name != word)) is { } unknown)
{
    Console.Error.WriteLine(
        $"There is no network '{unknown}'; there are {string.Join(", ", Networks.All.Select(network => network.Name))}."
    );
    return 2;
}

Directory.CreateDirectory(folder);
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // the table is whole after each method; the next run goes on from there
    stop.Cancel();
};

try
{
    Run();
    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine("Stopped; run it again to go on.");
    return 1;
}

void Run()
{
    List<StudyRow> rows = [];
    List<Statement> statements = [];
    foreach (Studied network in networks)
    {
        ConvergenceStudy study = new([network.ToStudy()])
        {
            Options = new() { CancellationToken = stop.Token },
            Table = Path.Combine(folder, $"{network.Name}.csv"),
            Progress = new Lines(),
        };
        IReadOnlyList<StudyRow> found = study.Run();
        rows.AddRange(found);
        statements.AddRange(Statements.Of(network, found));
        List<PageSection> sections =
        [
            ConvergenceSections.Curves("How alike random relevances become", found),
            ConvergenceSections.Spread("At the first convolution", found),
        ];
        if (network.IsChain)
        {
            Say($"{network.Name}: inter-layer members");
            (InterLayer Weights, InterLayer Patterns) members = SingularPart.Members(network);
            sections.Add(SingularPart.Chart(network, members));
            statements.Add(Statements.Of(network, members));
        }

        if (network.IsTrained)
        {
            sections.Add(SingularPart.Chains(network, Say));
            IReadOnlyList<SanityResult> checks = SanityPart.Run(network, Say);
            sections.AddRange(SanityPart.Sections(checks));
            statements.AddRange(Statements.Of(network, found, checks));
        }

        Save(
            network.Name,
            new(network.Title, sections)
            {
                Conclusion = Conclusion.From(ConvergenceSections.Outcomes(found), "the first convolution"),
                Facts =
                [
                    ("inputs", found[0].Inputs),
                    ("random relevances", $"{study.Options.Vectors} at {found[0].From}"),
                    ("seed", $"{study.Options.Seed}"),
                ],
            }
        );
    }

    (IReadOnlyList<ChainSeries> kinds, IReadOnlyList<ChainSeries> betas) = ChainPart.Run(Say);
    statements.AddRange(Statements.Of(kinds, betas));
    Save("chains", new("Random chains", [.. ChainPart.Sections(kinds, betas)]));
    foreach (Statement statement in statements)
        Console.WriteLine($"{statement.Where, -9} {statement.Verdict, -15} {statement.Claim}: {statement.Measured}");
    if (report is not null)
        Report.Write(report, networks, rows, statements);
}

void Save(string name, StudyPage page)
{
    string path = Path.Combine(folder, $"{name}.html");
    page.Save(path);
    Console.WriteLine($"wrote {path}");
}

void Say(string what)
{
    stop.Token.ThrowIfCancellationRequested();
    Console.WriteLine(what);
}

string? Take(string option)
{
    int at = words.IndexOf(option);
    if (at < 0)
        return null;
    string value = words[at + 1];
    words.RemoveRange(at, 2);
    return value;
}
