namespace RuleCompiler.OnnxImport.Passes;

/// <summary>Layers as polynomials of another layer: what sums, products and numbers make of it.</summary>
internal static class Polynomials
{
    private const int Terms = 4;
    private const int Deepest = 8;

    /// <summary>The coefficients, from x⁰ to x³, of a layer in terms of another; null where it is no such polynomial.</summary>
    public static double[]? Of(Draft draft, int layer, int x) => Of(draft, layer, x, Deepest);

    /// <summary>A layer, and what it is a multiple of plus a constant: layer = Scale·Of + Shift.</summary>
    public static IEnumerable<(int Of, double Scale, double Shift)> Linear(Draft draft, int layer)
    {
        (double scale, double shift) = (1, 0);
        for (int depth = 0; depth < Deepest; depth++)
        {
            yield return (layer, scale, shift);
            if (layer < 0 || Scalar(draft.Layers[layer]) is not (double w, double b))
                yield break;
            (scale, shift) = (scale * w, shift + (scale * b));
            layer = draft.Layers[layer].From[0];
        }
    }

    /// <summary>Whether two numbers are one, written in single precision.</summary>
    public static bool Same(double a, double b) => Math.Abs(a - b) <= 2e-6 * Math.Max(1, Math.Abs(b));

    public static bool Same(double[]? a, params ReadOnlySpan<double> b)
    {
        for (int i = 0; a is not null && i < Terms; i++)
        {
            if (!Same(a[i], i < b.Length ? b[i] : 0))
                return false;
        }

        return a is not null;
    }

    private static double[]? Of(Draft draft, int layer, int x, int depth)
    {
        if (layer == x)
            return [0, 1, 0, 0];
        if (layer < 0 || depth == 0)
            return null;
        DraftLayer found = draft.Layers[layer];
        if (Scalar(found) is (double w, double b))
        {
            return Of(draft, found.From[0], x, depth - 1) is { } inner
                ? [(w * inner[0]) + b, w * inner[1], w * inner[2], w * inner[3]]
                : null;
        }

        if (found.Kind is not ("Add" or "Multiply") || found.From.Length > 3)
            return null;
        double[][] inputs =
        [
            .. found
                .From.Select(input => Of(draft, input, x, depth - 1))
                .TakeWhile(input => input is not null)
                .Select(input => input!),
        ];
        if (inputs.Length < found.From.Length)
            return null;
        return found.Kind == "Multiply"
            ? inputs.Aggregate<double[], double[]?>([1, 0, 0, 0], Times)
            : Sum(inputs, found);
    }

    private static double[] Sum(double[][] inputs, DraftLayer add)
    {
        double[] sum = new double[Terms];
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int power = 0; power < Terms; power++)
                sum[power] += add.Signs[i] * inputs[i][power];
        }

        return sum;
    }

    private static double[]? Times(double[]? a, double[] b)
    {
        double[] product = new double[Terms];
        for (int i = 0; a is not null && i < Terms; i++)
        {
            for (int j = 0; j < Terms; j++)
            {
                double term = a[i] * b[j];
                if (i + j < Terms)
                    product[i + j] += term;
                else if (term != 0)
                    return null;
            }
        }

        return a is null ? null : product;
    }

    /// <summary>The weight and bias of an affine layer that has the same for all channels.</summary>
    private static (double Weight, double Bias)? Scalar(DraftLayer layer)
    {
        if (layer.Kind != "Affine")
            return null;
        float[] weight = layer.Weights["weight"].Reals!;
        float[] bias = layer.Weights["bias"].Reals!;
        return weight.Length > 0 && weight.All(w => w == weight[0]) && bias.All(b => b == bias[0])
            ? (weight[0], bias[0])
            : null;
    }
}
