namespace RuleCompiler;

/// <summary>How a slot's tensor may be called in a weights file.</summary>
internal static class WeightNames
{
    /// <summary>The name pattern of networks that declare none.</summary>
    public const string Plain = "{layer}.{parameter}";

    /// <summary>The names to look for, best first.</summary>
    public static IEnumerable<string> Of(WeightSlot slot, string pattern)
    {
        yield return Fill(pattern, slot.Layer, slot.Parameter);

        // PyTorch calls the parameters of a batch normalisation so.
        string? other = slot.Parameter switch
        {
            "scale" => "weight",
            "shift" => "bias",
            "mean" => "running_mean",
            "variance" => "running_var",
            _ => null,
        };
        if (other is not null)
            yield return Fill(pattern, slot.Layer, other);
    }

    /// <summary>
    /// Whether a tensor that no slot took is one the network should have: it begins as the pattern does and is no
    /// counter of PyTorch's training.
    /// </summary>
    public static bool Belongs(string name, string pattern) =>
        name.StartsWith(pattern[..pattern.IndexOf('{')], StringComparison.Ordinal)
        && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    /// <exception cref="ArgumentException">The pattern names no layer or no parameter.</exception>
    public static void CheckPattern(string pattern)
    {
        if (!pattern.Contains("{layer}") || !pattern.Contains("{parameter}"))
        {
            throw new ArgumentException(
                $"The name pattern '{pattern}' lacks {{layer}} or {{parameter}}; write one such as "
                    + "'features.{layer}.{parameter}' in [Weights].",
                nameof(pattern)
            );
        }
    }

    private static string Fill(string pattern, string layer, string parameter) =>
        pattern.Replace("{layer}", layer).Replace("{parameter}", parameter);
}
