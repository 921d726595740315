using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// The sign-quadrant normal form of a contribution: coefficients over independent functions of the input (rows),
/// functions of the weight (columns) and slots.
/// </summary>
internal sealed class NormalForm
{
    public required IReadOnlyList<BasisFunction> Rows { get; init; }

    public required IReadOnlyList<BasisFunction> Columns { get; init; }

    /// <summary>[row, column, slot]</summary>
    public required double[,,] Coefficients { get; init; }

    public int Slots => Coefficients.GetLength(2);

    /// <summary>The normal form of one expression per slot, or null where one of them is not separable.</summary>
    public static NormalForm? Of(IReadOnlyList<Expr> slots, Sides sides)
    {
        Dictionary<(int Sign, Monomial Row), int> rows = [];
        Dictionary<(int Sign, Monomial Column), int> columns = [];
        List<(int Row, int Column, int Slot, double Value)> entries = [];
        foreach (int inputSign in sides.InputSigns)
        foreach (int weightSign in Sides.WeightSigns)
            for (int slot = 0; slot < slots.Count; slot++)
            {
                if (new Quadrant(sides, inputSign, weightSign).Expand(slots[slot]) is not { } polynomial)
                    return null;
                foreach (var (input, weight, value) in polynomial.Terms)
                    entries.Add((Index(rows, (inputSign, input)), Index(columns, (weightSign, weight)), slot, value));
            }

        if (entries.Any(e => double.IsNaN(e.Value) || double.IsInfinity(e.Value)))
            return null;
        double[,,] fine = new double[rows.Count, columns.Count, slots.Count];
        foreach (var (row, column, slot, value) in entries)
            fine[row, column, slot] = value;
        var rowGroups = Merge(rows.Keys.ToArray(), (i, r) => Slice(fine, 0, i), sides.InputVariable, sides.InputSigns);
        var columnGroups = Merge(
            columns.Keys.ToArray(),
            (i, c) => Slice(fine, 1, i),
            Sides.WeightVariable,
            Sides.WeightSigns
        );
        double[,,] coarse = new double[rowGroups.Count, columnGroups.Count, slots.Count];
        for (int r = 0; r < rowGroups.Count; r++)
        for (int c = 0; c < columnGroups.Count; c++)
        for (int s = 0; s < slots.Count; s++)
            coarse[r, c, s] = fine[rowGroups[r].First, columnGroups[c].First, s];
        return new()
        {
            Rows = rowGroups.Select(g => g.Function).ToArray(),
            Columns = columnGroups.Select(g => g.Function).ToArray(),
            Coefficients = coarse,
        };
    }

    private static int Index<T>(Dictionary<T, int> indices, T key)
        where T : notnull
    {
        if (!indices.TryGetValue(key, out int index))
            indices.Add(key, index = indices.Count);
        return index;
    }

    /// <summary>All coefficients of one row (axis 0) or column (axis 1).</summary>
    private static double[] Slice(double[,,] values, int axis, int index)
    {
        List<double> slice = [];
        for (int other = 0; other < values.GetLength(1 - axis); other++)
        for (int slot = 0; slot < values.GetLength(2); slot++)
            slice.Add(axis == 0 ? values[index, other, slot] : values[other, index, slot]);
        return slice.ToArray();
    }

    /// <summary>Merges functions of the same monomial whose coefficients are proportional across signs.</summary>
    private static List<(BasisFunction Function, int First)> Merge(
        (int Sign, Monomial Monomial)[] keys,
        Func<int, Monomial, double[]> slice,
        string variable,
        int[] signs
    )
    {
        List<(BasisFunction, int)> merged = [];
        bool[] taken = new bool[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (taken[i])
                continue;
            double[] coefficients = new double[signs.Length];
            double[] first = slice(i, keys[i].Monomial);
            for (int j = i; j < keys.Length; j++)
            {
                if (taken[j] || keys[j].Monomial != keys[i].Monomial)
                    continue;
                if (Ratio(slice(j, keys[j].Monomial), first) is not { } ratio)
                    continue;
                taken[j] = true;
                coefficients[Array.IndexOf(signs, keys[j].Sign)] = ratio;
            }

            // at zero a power of the operand vanishes whatever its coefficient
            if (keys[i].Monomial.PowerOf(variable) > 0 && Array.IndexOf(signs, 0) is >= 0 and var zero)
                coefficients[zero] = coefficients[signs.Length - 1];
            merged.Add((new(keys[i].Monomial, variable, signs, coefficients), i));
        }

        return merged;
    }

    /// <summary>The factor that makes one list of the other, or null.</summary>
    internal static double? Ratio(IReadOnlyList<double> values, IReadOnlyList<double> of)
    {
        int pivot = -1;
        for (int i = 0; i < of.Count; i++)
        {
            if ((of[i] == 0) != (values[i] == 0))
                return null;
            if (of[i] != 0 && (pivot < 0 || Math.Abs(of[i]) > Math.Abs(of[pivot])))
                pivot = i;
        }

        if (pivot < 0)
            return null;
        double ratio = values[pivot] / of[pivot];
        for (int i = 0; i < of.Count; i++)
        {
            if (Math.Abs(values[i] - (ratio * of[i])) > 1e-12 * Math.Abs(values[i]))
                return null;
        }

        return ratio;
    }
}
