namespace RuleCompiler.OnnxImport;

/// <summary>What is done to a network between its lowering and its text, in order.</summary>
internal static class DraftPasses
{
    /// <summary>Rewrites a draft.</summary>
    public static void Run(Draft draft) => draft.Output = Math.Max(draft.Output, 0);
}
