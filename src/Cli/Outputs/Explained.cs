using System.Text.Json;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Outputs;

/// <summary>An explanation with what the command line shows of it.</summary>
/// <param name="Logits">The network's outputs.</param>
/// <param name="Target">The explained output.</param>
/// <param name="Relevance">The relevance in memory order.</param>
/// <param name="Milliseconds">How long the network took, forward and backward.</param>
internal sealed record Explained(float[] Logits, int Target, float[] Relevance, double Milliseconds)
{
    /// <summary>The shape of the relevance where it is not the input's.</summary>
    public int[]? Shape { get; init; }

    /// <summary>|Σ R − start| / |start|; null where nothing goes down through the network once.</summary>
    public double? ConservationError { get; init; }

    /// <summary>|Σ R − (f(x) − f(x0))| / |f(x) − f(x0)|; null where nothing is compared with a reference.</summary>
    public double? CompletenessError { get; init; }

    /// <summary>The method with its parameters; null where rules explain.</summary>
    public string? Method { get; init; }

    public int Prediction => Array.IndexOf(Logits, Logits.Max());

    /// <summary>Writes the relevance, and its picture.</summary>
    public void Save(Subject subject, string? output, string? png)
    {
        if (output is not null)
            Interruption.WriteWhole(() => RelevanceFiles.Save(subject, this, output));
        if (png is not null)
            Interruption.WriteWhole(() => HeatmapFiles.Save(subject, this, png));
    }

    public void Print(bool json)
    {
        if (json)
            PrintJson();
        else
            LogitTable.Print(this);
    }

    private void PrintJson() =>
        Json.Print(json =>
        {
            json.WriteNumber("prediction", Prediction);
            json.WriteNumber("target", Target);
            json.WriteStartArray("logits");
            foreach (float logit in Logits)
                json.Number(logit);
            json.WriteEndArray();
            json.Number("conservation_error", ConservationError ?? double.NaN);
            json.Number("elapsed_ms", Math.Round(Milliseconds, 3));
            if (Method is not null)
                json.WriteString("method", Method);
            if (CompletenessError is { } error)
                json.Number("completeness_error", error);
        });
}
