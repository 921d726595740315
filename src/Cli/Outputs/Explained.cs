using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Outputs;

/// <summary>An explanation with what the command line shows of it.</summary>
/// <param name="Explanation">The explanation.</param>
/// <param name="Milliseconds">How long the network took, forward and backward.</param>
internal sealed record Explained(Explanation Explanation, double Milliseconds)
{
    /// <exception cref="ToolException">The target is no output, or the input not one of the network.</exception>
    public static Explained Of(Explainer explainer, float[] input, string target, OutputRelevance? start)
    {
        int outputs = explainer.OutputShape.Aggregate(1, (size, extent) => size * extent);
        int? chosen = target == "top" ? null : ReadTarget(target, outputs);
        long begin = Stopwatch.GetTimestamp();
        try
        {
            int output = chosen ?? Top(explainer.Predict(input));
            Explanation explanation = explainer.Explain(input, output, start);
            return new(explanation, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        catch (ArgumentException e)
        {
            // the runtime names its own parameter after the sentence
            throw ToolException.Failed(e.Message.Split(" (Parameter '")[0], e);
        }
    }

    /// <summary>Writes the relevance, and its picture.</summary>
    public void Save(Subject subject, string? output, string? png)
    {
        if (output is not null)
            Interruption.WriteWhole(() => RelevanceFiles.Save(subject, Explanation, output));
        if (png is not null)
            Interruption.WriteWhole(() => HeatmapFiles.Save(subject, Explanation, png));
    }

    public void Print(bool json)
    {
        if (json)
            PrintJson();
        else
            LogitTable.Print(this);
    }

    private static int ReadTarget(string target, int outputs) =>
        int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < outputs
            ? number
            : throw ToolException.Use(
                $"--target '{target}' is no output; give a number from 0 to {outputs - 1}, or top"
            );

    private static int Top(float[] logits) => Array.IndexOf(logits, logits.Max());

    private void PrintJson() =>
        Json.Print(json =>
        {
            json.WriteNumber("prediction", Explanation.Prediction);
            json.WriteNumber("target", Explanation.Target);
            json.WriteStartArray("logits");
            foreach (float logit in Explanation.Logits)
                json.Number(logit);
            json.WriteEndArray();
            json.Number("conservation_error", Explanation.ConservationError);
            json.Number("elapsed_ms", Math.Round(Milliseconds, 3));
        });
}
