using RuleCompiler.TestData;

namespace RuleCompiler.Laboratory.Tests.Studies;

/// <summary>A study measures each cell once, and again only if it would be another measurement.</summary>
public sealed class ConvergenceStudyTests : IDisposable
{
    private static readonly WeightSet Weights = WeightFile.Read(TestFiles.Path("mnist-cnn.onnx"));
    private static readonly float[] Digits = NpzFile.Read(TestFiles.Path("mnist-cnn-io.npz"))["input"].ToSingles();
    private readonly string _folder = Directory.CreateTempSubdirectory("study").FullName;

    private string Table => Path.Combine(_folder, "table.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void RowsAreTheMeasurements()
    {
        IReadOnlyList<StudyRow> rows = new ConvergenceStudy([Network()]).Run();
        using DigitsPlus plus = new(Weights);
        ConvergencePath path = Assert.Single(plus.Convergence(Digits, new() { From = ["dense2"] }).Paths);
        StudyRow[] found = [.. rows.Where(row => row.Method == "z⁺")];
        Assert.Equal(path.Layers.Select(layer => layer.Layer), found.Select(row => row.Layer));
        Assert.Equal(path.Layers.Select(layer => layer.Median), found.Select(row => row.Median));
        Assert.Equal(path.Layers.Select(layer => layer.Quantile(0.95)), found.Select(row => row.P95));
        Assert.All(found, row => Assert.Equal(row.Values, row.Histogram.Sum()));
        Assert.All(rows, row => Assert.Equal("dense2", row.From));
    }

    [Fact]
    public void WhatIsInTheTableIsNotMeasuredAgain()
    {
        (IReadOnlyList<StudyRow> first, int measured) = Run([Network()]);
        Assert.Equal(2, measured);
        (IReadOnlyList<StudyRow> second, measured) = Run([Network()]);
        Assert.Equal(0, measured);
        Assert.Equal(first.Select(Text), second.Select(Text));
    }

    [Fact]
    public void AChangedRuleIsMeasuredAloneAnew()
    {
        Run([Network()]);
        (IReadOnlyList<StudyRow> rows, int measured) = Run([
            Network() with
            {
                Methods =
                [
                    new("z⁺", () => new DigitsGradient(Weights)),
                    new("gradient", () => new DigitsGradient(Weights)),
                ],
            },
        ]);
        Assert.Equal(1, measured);
        Assert.Equal(
            rows.Where(row => row.Method == "gradient").Select(row => row.Median),
            rows.Where(row => row.Method == "z⁺").Select(row => row.Median)
        );
    }

    [Fact]
    public void OtherOptionsOrInputsAreMeasuredAnew()
    {
        Run([Network()]);
        Assert.Equal(2, Run([Network()], new() { Seed = 1 }).Measured);
        Assert.Equal(2, Run([Network()], new() { Seed = 1, Vectors = 3 }).Measured);
        Assert.Equal(2, Run([Network() with { Inputs = [new("digits", Digits[784..])] }]).Measured);
    }

    [Fact]
    public void AnEndedStudyGoesOnWhereItStopped()
    {
        using CancellationTokenSource stop = new();
        ConvergenceStudy ended = new([Network()])
        {
            Table = Table,
            Options = new() { CancellationToken = stop.Token },
            Progress = new Each(progress =>
            {
                if (progress.Done == 1)
                    stop.Cancel();
            }),
        };
        Assert.Throws<OperationCanceledException>(ended.Run);
        Assert.Equal(["z⁺"], StudyTable.Read(Table).Select(row => row.Method).Distinct());
        Assert.Equal(1, Run([Network()]).Measured);
    }

    [Fact]
    public void ATableKeepsNamesAndNumbers()
    {
        StudyRow row = new ConvergenceStudy([Network()]).Run()[0] with
        {
            Method = "a \"quoted\", name\nin two lines",
            Median = 1e-14,
            P95 = double.NaN,
        };
        StudyTable.Write(Table, [row]);
        Assert.Equal(Text(row), Text(Assert.Single(StudyTable.Read(Table))));
    }

    [Fact]
    public void WhatIsNoTableIsRefused()
    {
        File.WriteAllText(Table, "a,b\n1,2\n");
        FormatException refused = Assert.Throws<FormatException>(() => Run([Network()]));
        Assert.Contains(Table, refused.Message);
        Assert.Contains("delete the file", refused.Message);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(Table));
    }

    [Fact]
    public void MistakesAreNamed()
    {
        StudyNetwork twice = Network() with { Inputs = [new("digits", Digits), new("digits", Digits)] };
        Assert.Contains("'digits'", Assert.Throws<ArgumentException>(() => Run([twice])).Message);
        StudyNetwork odd = Network() with { Inputs = [new("digits", new float[5])] };
        Assert.StartsWith("mnist, z⁺, digits: ", Assert.Throws<ArgumentException>(() => Run([odd])).Message);
    }

    [Fact]
    public void SectionsShowEveryMethodAtEveryLayer()
    {
        IReadOnlyList<StudyRow> rows = new ConvergenceStudy([Network()]).Run();
        var curves = ConvergenceSections.Curves("curves", rows);
        Assert.Equal(["dense2", "dense1", "conv3", "conv2", "conv1", "input"], curves.Categories);
        Assert.Equal(["z⁺", "gradient"], curves.Series.Select(series => series.Name));
        Assert.Equal(rows.Where(row => row.Method == "z⁺").Select(row => row.Median), curves.Series[0].Values);
        Assert.Equal(rows.Single(row => row is { Method: "z⁺", Layer: "conv1" }).Median, Z().OneMinusCosine);
        Assert.Equal(
            rows.Single(row => row is { Method: "z⁺", Layer: "conv1" }).Histogram.Where(count => count > 0),
            ConvergenceSections.Spread("spread", rows).Series[0].Counts.Where(count => count > 0) // without empty decades
        );
        Assert.Contains(
            "one starting layer",
            Assert.Throws<ArgumentException>(() => ConvergenceSections.Curves("twice", [.. rows, .. rows])).Message
        );

        RuleCompiler.Laboratory.Pages.MethodOutcome Z() =>
            ConvergenceSections.Outcomes(rows).Single(outcome => outcome.Name == "z⁺");
    }

    private static StudyNetwork Network() =>
        new(
            "mnist",
            [new("digits", Digits)],
            [new("z⁺", () => new DigitsPlus(Weights)), new("gradient", () => new DigitsGradient(Weights))]
        );

    private (IReadOnlyList<StudyRow> Rows, int Measured) Run(
        IReadOnlyList<StudyNetwork> networks,
        ConvergenceOptions? options = null
    )
    {
        HashSet<string> measured = [];
        ConvergenceStudy study = new(networks)
        {
            Table = Table,
            Options = options ?? new(),
            Progress = new Each(progress =>
            {
                if (progress.Part > 0)
                    measured.Add(progress.Now);
            }),
        };
        return (study.Run(), measured.Count);
    }

    private static string Text(StudyRow row) => $"{row with { Histogram = [] }} {string.Join(' ', row.Histogram)}";

    private sealed class Each(Action<StudyProgress> report) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => report(value);
    }
}
