using QuickStart;

namespace RuleCompiler.Cli.Tests;

/// <summary>rulec patterns on the ten digits, and explaining with what it writes.</summary>
public sealed class PatternsTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly float[] _digits = NpzFile
        .Read(Path.Combine(AppContext.BaseDirectory, "Data", "digits.npz"))["input"]
        .ToSingles();

    public PatternsTests() => NpyFile.Write(_place.PathOf("digits.npy"), _digits, 10, 1, 28, 28);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void PatternsOfDigitsAreThoseOfTheLibraryAndExplainADigit()
    {
        Outcome outcome = Estimate("--hold-out", "0", "--json");
        using DigitsGradient network = DigitsGradient.Load(Workplace.Model);
        Patterns expected = PatternEstimator.Estimate(network, _digits, new() { HoldOut = 0 });
        Patterns written = Patterns.Load(_place.PathOf("P.safetensors"));
        Assert.Equal(["conv1", "conv2", "conv3", "dense1", "dense2"], written.Layers.Select(l => l.Layer));
        foreach ((LayerPattern one, LayerPattern other) in expected.Layers.Zip(written.Layers))
            Assert.Equal(one.Values, other.Values);
        Assert.Equal("positive", Reports.Of(outcome).GetProperty("estimator").GetString());
        Assert.Equal(10, (int)Reports.Number(outcome, "samples"));

        // w·a = 1 for every unit that has a pattern, in the network's own weights
        WeightSet weights = WeightFile.Read(Workplace.Model);
        float[][] tensors = [.. weights.Where(t => t.Shape.Length > 1).Select(t => t.Values)];
        Assert.Equal(written.Layers.Count, tensors.Length);
        foreach ((LayerPattern layer, float[] w) in expected.Layers.Zip(tensors))
        {
            int each = w.Length / layer.Quality.Count;
            for (int k = 0; k < layer.Quality.Count; k++)
            {
                double sum = w.Skip(k * each)
                    .Take(each)
                    .Zip(layer.Values.Skip(k * each), (p, q) => (double)p * q)
                    .Sum();
                Assert.Equal(layer.UnitsWithoutPattern.Contains(k) ? 0 : 1, sum, 1e-3); // float32 patterns, far larger than 1
            }
        }

        foreach (string composite in new[] { "pattern-net", "pattern-attribution" })
        {
            outcome = Explain("--composite", composite, "--operands", _place.PathOf("P.safetensors"));
            Assert.True(outcome.Code == 0, outcome.Error);
            float[] found = NpyFile.Read(_place.PathOf("R.npy")).ToSingles();
            Interpreter interpreter =
                composite == "pattern-net"
                    ? Interpreter.For<Digits, PatternNet>(weights, new() { Operands = written.Operands })
                    : Interpreter.For<Digits, PatternAttribution>(weights, new() { Operands = written.Operands });
            double[] reference = interpreter.Explain(_digits.AsSpan(6 * 784, 784), 6).Relevance;
            double scale = reference.Max(Math.Abs);
            Assert.True(scale > 0);
            // products and sums of float32 without a division
            Assert.All(found.Zip(reference), p => Assert.True(Math.Abs(p.First - p.Second) < 1e-4 * scale));
        }
    }

    [Fact]
    public void QualityIsReportedOrWhyNot()
    {
        Outcome outcome = Estimate("--estimator", "linear");
        Assert.Contains("estimator linear", outcome.Output);
        Assert.Contains("samples 10, of which 2 measure the quality", outcome.Output);
        Assert.Contains("conv1: no quality, since", outcome.Output); // one digit fits, one evaluates: 8 patches each
    }

    [Fact]
    public void WithoutPatternsItIsSaidWhatToDo() =>
        Explain("--composite", "pattern-net").IsRefused(2, "--operands", "rulec patterns");

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Workplace
            .Run(
                "patterns",
                Workplace.Model,
                "--data",
                _place.PathOf("small.npy"),
                "-o",
                _place.PathOf("P.safetensors")
            )
            .IsRefused(2, "holds no inputs", "[1,28,28]");
        Workplace
            .Run("patterns", Workplace.Model, "--data", _place.PathOf("digits.npy"), "-o", _place.PathOf("P.npy"))
            .IsRefused(2, ".safetensors");
        Run("--hold-out", "1").IsRefused(2, "--hold-out 1");
        Run("--estimator", "cubic").IsRefused(2, "cubic");
        float[] damaged = [.. _digits];
        damaged[1000] = float.NaN;
        NpyFile.Write(_place.PathOf("digits.npy"), damaged, 10, 1, 28, 28);
        Run().IsRefused(1, "NaN", "Input 1");
        Assert.False(File.Exists(_place.PathOf("P.safetensors")));
    }

    private Outcome Estimate(params string[] arguments)
    {
        Outcome outcome = Run(arguments);
        Assert.True(outcome.Code == 0, outcome.Error);
        return outcome;
    }

    private Outcome Run(params string[] arguments) =>
        Workplace.Run([
            "patterns",
            Workplace.Model,
            "--data",
            _place.PathOf("digits.npy"),
            "-o",
            _place.PathOf("P.safetensors"),
            .. arguments,
        ]);

    private Outcome Explain(params string[] arguments) =>
        Workplace.Run([
            "explain",
            Workplace.Model,
            "--input",
            _place.PathOf("digits.npy"),
            "--index",
            "6",
            "--target",
            "6",
            "-o",
            _place.PathOf("R.npy"),
            .. arguments,
        ]);
}

[Explainer<Digits, PlainGradient>]
public sealed partial class DigitsGradient;
