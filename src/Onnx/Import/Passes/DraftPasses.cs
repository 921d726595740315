using RuleCompiler.OnnxImport.Passes;

namespace RuleCompiler.OnnxImport;

/// <summary>What is done to a network between its lowering and its text, in order.</summary>
internal static class DraftPasses
{
    /// <summary>Rewrites a draft, whose output is its last layer afterwards, and notes what was done.</summary>
    public static void Run(Draft draft)
    {
        DropDeadLayers.Run(draft, noting: true);
        // before affine layers are folded and merged: activations are known by their constants
        FuseHardSigmoid.Run(draft);
        FuseActivations.Run(draft);
        DropDeadLayers.Run(draft, noting: false);
        FoldForward.Run(draft);
        FoldBatchNormBackward.Run(draft);
        MergeAffine.Run(draft);
    }
}
