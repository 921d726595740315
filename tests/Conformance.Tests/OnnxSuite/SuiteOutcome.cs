namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>How a test was checked.</summary>
internal enum Way
{
    /// <summary>As a network: compiled, and in the interpreter.</summary>
    Compiled,

    /// <summary>By the constant folding of the import.</summary>
    Folded,

    /// <summary>Not at all.</summary>
    NotApplicable,
}

/// <summary>What became of a test.</summary>
/// <param name="Test">Its name.</param>
/// <param name="Operator">The operator that it tests.</param>
/// <param name="Way">How it was checked.</param>
/// <param name="Problem">What is wrong, or why it is not applicable; null where it passed.</param>
internal sealed record SuiteOutcome(string Test, string Operator, Way Way, string? Problem)
{
    public bool Passed => Way != Way.NotApplicable && Problem is null;

    public bool Failed => Way != Way.NotApplicable && Problem is not null;
}
