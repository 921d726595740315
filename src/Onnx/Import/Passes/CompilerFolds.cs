namespace RuleCompiler.OnnxImport.Passes;

/// <summary>
/// What the compiler folds itself, and only for composites that want it folded: a batch normalisation right after a
/// Conv2d, or a Dense of one row, that nothing else reads.
/// </summary>
internal static class CompilerFolds
{
    /// <summary>Whether a layer is such a batch normalisation.</summary>
    public static bool BatchNorm(Draft draft, Remap remap, int layer) =>
        draft.Layers[layer].Kind == "BatchNorm"
        && remap.Input(layer) is >= 0 and int host
        && remap.Readers(host) == 1
        && draft.Layers[host] is { Kind: "Conv2d" } or { Kind: "Dense", Shape.Length: 1 };
}
