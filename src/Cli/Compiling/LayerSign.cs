namespace RuleCompiler.Cli.Compiling;

/// <summary>What is proved of the matrix by which relevance passes a layer.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Kind">The layer's kind.</param>
/// <param name="Rule">Its rule with arguments.</param>
/// <param name="IsWeighted">Whether it is a convolution or a dense layer.</param>
/// <param name="IsNonNegative">Whether no entry is negative, whatever weights and input; if not, that is not proved.</param>
internal sealed record LayerSign(string Layer, string Kind, string Rule, bool IsWeighted, bool IsNonNegative);
