namespace RuleCompiler;

/// <summary>What relevance starts as at the explained output.</summary>
public enum OutputRelevance
{
    /// <summary>The output's own value at the target, 0 elsewhere: relevance then sums to it.</summary>
    Logit,

    /// <summary>1 at the target, 0 elsewhere: as gradients are taken.</summary>
    One,
}
