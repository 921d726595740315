namespace RuleCompiler.OnnxImport;

/// <summary>Tells which factors of a product are gates: those that only weight what another carries.</summary>
/// <remarks>
/// A gate comes, through affine maps and movements, from a bounded function, or was repeated from a smaller shape,
/// while another factor is neither. Arras et al. 2017 give gates no relevance.
/// </remarks>
internal static class Gates
{
    /// <summary>No gate lies further from its product.</summary>
    private const int Furthest = 64;

    public static bool[] Of(Lowering to, IReadOnlyList<Value.Computed> factors, int[] extents)
    {
        bool[] gates =
        [
            .. factors.Select(f => Shapes.Count(f.Extents) < Shapes.Count(extents) || IsBounded(to, f.Layer)),
        ];
        return Array.TrueForAll(gates, gate => gate) ? new bool[gates.Length] : gates;
    }

    private static bool IsBounded(Lowering to, int layer)
    {
        for (int step = 0; step < Furthest && layer >= 0; step++)
        {
            DraftLayer at = to.Draft.Layers[layer];
            switch (at.Kind)
            {
                case "Sigmoid" or "HardSigmoid" or "Erf" or "Tanh" or "Reciprocal":
                case "Clip" when at.Arguments.TrueForAll(a => double.IsFinite(a.Value)):
                    return true;
                case "Affine" or "Reshape" or "Flatten" or "Rearrange":
                    layer = at.From[0];
                    break;
                default:
                    return to.IsMarkedBounded(layer);
            }
        }

        return false;
    }
}
