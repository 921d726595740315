namespace RuleCompiler.OnnxImport.Passes;

/// <summary>clip(x + 3, 0, 6)/6 and clip(x/6 + ½, 0, 1) become HardSigmoid, and so do those with 0.2 instead of 1/6.</summary>
internal static class FuseHardSigmoid
{
    public static void Run(Draft draft)
    {
        for (int i = 0; i < draft.Layers.Count; i++)
        {
            DraftLayer root = draft.Layers[i];
            if (root.Kind is not ("Affine" or "Clip") || Match(draft, i) is not (int x, double alpha))
                continue;
            DraftLayer fused = new()
            {
                Kind = "HardSigmoid",
                From = [x],
                Shape = root.Shape,
                Source = root.Source,
            };
            fused.Arguments.AddRange([("Alpha", alpha), ("Beta", 0.5)]);
            draft.Layers[i] = fused;
            draft.Notes.Add($"'{root.Source}' and what it is computed from fused into HardSigmoid");
        }
    }

    private static (int X, double Alpha)? Match(Draft draft, int root)
    {
        foreach ((int clip, double scale, double shift) in Polynomials.Linear(draft, root))
        {
            if (clip < 0 || draft.Layers[clip] is not { Kind: "Clip" } found || scale <= 0)
                continue;
            bool toOne =
                Polynomials.Same((scale * found.Number("Low")) + shift, 0)
                && Polynomials.Same((scale * found.Number("High")) + shift, 1);
            foreach ((int x, double times, double plus) in Polynomials.Linear(draft, found.From[0]))
            {
                double alpha = scale * times;
                bool known = Polynomials.Same(alpha, 1 / 6.0) || Polynomials.Same(alpha, 0.2);
                if (toOne && known && Polynomials.Same((scale * plus) + shift, 0.5))
                    return (x, alpha);
            }
        }

        return null;
    }
}
