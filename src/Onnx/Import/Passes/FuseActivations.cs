namespace RuleCompiler.OnnxImport.Passes;

/// <summary>
/// Products x·(α·f(p(x)) + δ) that exporters write out become one nonlinearity, wherever they put the constants:
/// x·sigmoid(x) SiLU, x·clip(x + 3, 0, 6)/6 and x·hardsigmoid(x) HardSwish, x·(1 + erf(x/√2))/2 and
/// x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2 GELU.
/// </summary>
internal static class FuseActivations
{
    private static readonly double RootOfTwoOverPi = Math.Sqrt(2 / Math.PI);

    public static void Run(Draft draft)
    {
        for (int i = 0; i < draft.Layers.Count; i++)
        {
            DraftLayer root = draft.Layers[i];
            if (Match(draft, i) is not (int x, string kind, (string, double)[] arguments))
                continue;
            DraftLayer fused = new()
            {
                Kind = kind,
                From = [x],
                Shape = root.Shape,
                Source = root.Source,
            };
            fused.Arguments.AddRange(arguments);
            draft.Layers[i] = fused;
            draft.Notes.Add($"'{root.Source}' and what it is computed from fused into {kind}");
        }
    }

    private static (int X, string Kind, (string, double)[] Arguments)? Match(Draft draft, int root)
    {
        foreach ((int product, double scale, double shift) in Polynomials.Linear(draft, root))
        {
            if (product < 0 || draft.Layers[product] is not { Kind: "Multiply", From: [int a, int b] } || shift != 0)
                continue;
            return Match(draft, a, b, scale) ?? Match(draft, b, a, scale);
        }

        return null;
    }

    /// <summary>scale·signal·gate.</summary>
    private static (int X, string Kind, (string, double)[] Arguments)? Match(
        Draft draft,
        int signal,
        int gate,
        double scale
    )
    {
        foreach ((int f, double alpha, double delta) in Polynomials.Linear(draft, gate))
        {
            if (f < 0 || draft.Layers[f].From.Length != 1 || draft.Layers[f].Kind == "Affine")
                continue;
            foreach ((int x, double times, double plus) in Polynomials.Linear(draft, signal))
            {
                double[]? p = Polynomials.Of(draft, draft.Layers[f].From[0], x);
                if (plus != 0 || p is null)
                    continue;
                double of = scale * times;
                if (Name(draft.Layers[f], p, of * alpha, of * delta) is (string kind, var arguments))
                    return (x, kind, arguments);
            }
        }

        return null;
    }

    /// <summary>What x·(α·f(p(x)) + δ) is called.</summary>
    private static (string Kind, (string, double)[] Arguments)? Name(
        DraftLayer f,
        double[] p,
        double alpha,
        double delta
    )
    {
        bool alone = Polynomials.Same(alpha, 1) && Polynomials.Same(delta, 0);
        bool halved = Polynomials.Same(alpha, 0.5) && Polynomials.Same(delta, 0.5);
        return f.Kind switch
        {
            "Sigmoid" when alone && Polynomials.Same(p, 0, 1) => ("SiLU", []),
            "HardSigmoid" when alone && Polynomials.Same(Inner(f, p), 0.5, 1 / 6.0) => ("HardSwish", []),
            "Clip" when IsToSix(f) && Polynomials.Same(6 * alpha, 1) && delta == 0 && Polynomials.Same(p, 3, 1) => (
                "HardSwish",
                []
            ),
            "Erf" when halved && Polynomials.Same(p, 0, Math.Sqrt(0.5)) => ("GELU", [("Tanh", 0)]),
            "Tanh" when halved && Polynomials.Same(p, 0, RootOfTwoOverPi, 0, 0.044715 * RootOfTwoOverPi) => (
                "GELU",
                [("Tanh", 1)]
            ),
            _ => null,
        };
    }

    private static double[] Inner(DraftLayer hardSigmoid, double[] p)
    {
        double[] inner = Array.ConvertAll(p, term => term * hardSigmoid.Number("Alpha"));
        inner[0] += hardSigmoid.Number("Beta");
        return inner;
    }

    private static bool IsToSix(DraftLayer clip) => clip.Number("Low") == 0 && clip.Number("High") == 6;
}
