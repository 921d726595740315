using System.Diagnostics;
using RuleCompiler.Conformance.Tests.Compiled;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Models;

/// <summary>Six trained models, from the file to the explanation.</summary>
public sealed class TrainedModelTests(ITestOutputHelper output)
{
    /// <summary>
    /// The promise is 1e-3. Stored logits are float32 summed in another order, or float64; 52 layers round to 1e-6.
    /// </summary>
    private const double LogitTolerance = 1e-5;

    /// <summary>What float32 keeps of a relevance where the explanation loses no digits itself.</summary>
    private const double Promised = 1e-5;

    /// <summary>
    /// An explanation that loses digits (ε where a sum nearly cancels) may be off by this many times what it moves by
    /// in double precision when inputs and weights move by one unit in the last place.
    /// </summary>
    private const double Roundings = 10;

    /// <summary>All shares have the sign of the logit; the stabiliser takes 1e-6 of sums of squares, which are not small.</summary>
    private const double KeptTolerance = 1e-3;

    public static TheoryData<string> Models() => [.. TrainedModel.All.Select(model => model.Name)];

    public static TheoryData<string, string> Explained()
    {
        TheoryData<string, string> all = [];
        foreach (TrainedModel model in TrainedModel.All)
        foreach (string composite in CompiledModels.Compared)
            all.Add(model.Name, composite);
        return all;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_logits_are_the_stored_ones(string name)
    {
        TrainedModel model = TrainedModel.Of(name);
        using Explainer explainer = CompiledModels.Load(model, "Plus");
        float[] logits = explainer.Predict(model.Inputs);
        output.WriteLine($"{name}: off by {Distance.Of(model.Expected, logits):g3}");
        Distance.Within(LogitTolerance, model.Expected, logits, name);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_relevance_is_lost_where_no_rule_loses_any(string name)
    {
        TrainedModel model = TrainedModel.Of(name);
        using Explainer explainer = CompiledModels.Load(model, "Keeping");
        Explanation explanation = explainer.Explain(model.First, model.Target);
        output.WriteLine($"{name}: {explanation.ConservationError:g3} of the logit");
        Assert.Equal(explanation.Logits[model.Target], explanation.Start);
        Assert.InRange(explanation.ConservationError, 0, KeptTolerance);
    }

    [Theory]
    [MemberData(nameof(Explained))]
    public void The_relevance_is_the_interpreters(string name, string composite)
    {
        TrainedModel model = TrainedModel.Of(name);
        using Explainer explainer = CompiledModels.Load(model, composite);
        Explanation found = explainer.Explain(model.First, model.Target);
        Stopwatch watch = Stopwatch.StartNew();
        InterpretedExplanation expected = CompiledModels.Interpret(model, composite).Explain(model.First, model.Target);
        double off = Distance.Of(expected.Relevance, found.Relevance);
        output.WriteLine($"{name}, {composite}: off by {off:g3}; interpreted in {watch.Elapsed.TotalSeconds:f1} s");
        Distance.Within(LogitTolerance, expected.Logits, found.Logits, "the logits");
        double tolerated = off <= Promised ? Promised : Roundings * Moved(model, composite, expected);
        Assert.True(off <= tolerated, $"{name}, {composite}: off by {off:g3}, {tolerated:g3} is tolerated");

        // what biases and stabilisers kept is the same too, up to what the relevances are off by
        double start = expected.Logits[model.Target];
        double lost = Math.Abs(expected.Relevance.Sum() - start) / Math.Abs(start);
        double scale = expected.Relevance.Sum(Math.Abs) / Math.Abs(start);
        output.WriteLine($"lost {lost:g6}, compiled {found.ConservationError:g6}");
        Assert.InRange(Math.Abs(lost - found.ConservationError), 0, tolerated * Math.Max(scale, 1));
    }

    private double Moved(TrainedModel model, string composite, InterpretedExplanation expected)
    {
        Random random = new(1);
        InterpretedExplanation moved = CompiledModels
            .Interpret(model, composite, RandomTensors.Nudge(random, model.Read.Weights))
            .Explain(RandomTensors.Nudge(random, model.First), model.Target);
        double distance = Distance.Of(expected.Relevance, moved.Relevance);
        output.WriteLine($"an ulp of inputs and weights moves it by {distance:g3}");
        return distance;
    }
}
