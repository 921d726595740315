using System.Diagnostics;
using System.Globalization;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Methods;

/// <summary>One input explained: once by rules, once for each reference by rules that compare, or by a method.</summary>
internal static class Explaining
{
    /// <summary>By rules: once, or once for each reference.</summary>
    /// <param name="explainer">The network with the rules.</param>
    /// <param name="input">The input.</param>
    /// <param name="target">The output's number, or "top".</param>
    /// <param name="start">What relevance starts as; null for the composite's own.</param>
    /// <param name="references">Reference inputs, of rules that compare; without any, zeros are not checked for completeness.</param>
    /// <exception cref="ToolException">The target is no output, or the input not one of the network.</exception>
    public static Explained ByRules(
        Explainer explainer,
        float[] input,
        string target,
        OutputRelevance? start,
        IReadOnlyList<float[]> references
    )
    {
        int? chosen = Chosen(explainer, target);
        long begin = Stopwatch.GetTimestamp();
        int output = Checked(() => chosen ?? Top(explainer.Predict(input)));
        float[][] compared =
            references.Count == 0
                ?
                [
                    [],
                ]
                : [.. references];
        Explanation[] explanations =
        [
            .. compared.Select(x0 => Checked(() => explainer.Explain(input, output, start, reference: x0))),
        ];
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        Explanation first = explanations[0];
        float[] relevance =
        [
            .. Enumerable.Range(0, first.Relevance.Length).Select(i => explanations.Average(e => e.Relevance[i])),
        ];
        return new(first.Logits, output, relevance, elapsed)
        {
            ConservationError = Error(relevance, first.Start),
            CompletenessError = references.Count == 0 ? null : Error(relevance, first.Start * Difference()),
        };

        double Difference() => first.Logits[output] - references.Average(x0 => explainer.Predict(x0)[output]);
    }

    /// <summary>The same by a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="explainer">The network with the composite that the method asks.</param>
    /// <param name="input">The input.</param>
    /// <param name="target">The output's number, or "top".</param>
    /// <param name="options">References and the like.</param>
    public static Explained ByMethod(
        AttributionMethod method,
        Explainer explainer,
        float[] input,
        string target,
        AttributionOptions options
    )
    {
        int? chosen = Chosen(explainer, target);
        long begin = Stopwatch.GetTimestamp();
        float[] logits = Checked(() => explainer.Predict(input));
        Attribution attribution = Checked(() => method.Attribute(explainer, input, chosen ?? Top(logits), options));
        return new(
            logits,
            attribution.Target,
            Array.ConvertAll(attribution.Relevance, value => (float)value),
            Stopwatch.GetElapsedTime(begin).TotalMilliseconds
        )
        {
            Shape = attribution.Shape.SequenceEqual(explainer.InputShape) ? null : [.. attribution.Shape],
            CompletenessError = attribution.CompletenessError,
            Method = MethodSignature.Text(method),
        };
    }

    internal static int? Chosen(Explainer explainer, string target)
    {
        int outputs = explainer.OutputShape.Aggregate(1, (size, extent) => size * extent);
        return target == "top" ? null
            : int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < outputs
                ? number
            : throw ToolException.Use(
                $"--target '{target}' is no output; give a number from 0 to {outputs - 1}, or top"
            );
    }

    internal static int Top(float[] logits) => Array.IndexOf(logits, logits.Max());

    private static double Error(float[] relevance, double expected)
    {
        double sum = 0;
        foreach (float value in relevance)
            sum += value;
        return expected == 0 ? double.NaN : Math.Abs(sum - expected) / Math.Abs(expected);
    }

    internal static T Checked<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // the runtime names its own parameter after the sentence
            throw ToolException.Failed(e.Message.ReplaceLineEndings("\n").Split('\n')[0].Split(" (Parameter '")[0], e);
        }
    }
}
