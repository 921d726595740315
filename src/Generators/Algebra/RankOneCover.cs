namespace RuleCompiler.Generators.Algebra;

/// <summary>A set of rows, columns and slots whose coefficients are an outer product.</summary>
/// <param name="Rows">The rows' indices and factors.</param>
/// <param name="Columns">The columns' indices and factors.</param>
/// <param name="Slots">The slots' indices and factors.</param>
internal sealed record RankOneBlock(
    IReadOnlyList<RankOnePart> Rows,
    IReadOnlyList<RankOnePart> Columns,
    IReadOnlyList<RankOnePart> Slots
);

/// <summary>A row, a column or a slot of a block, and its factor.</summary>
internal sealed record RankOnePart(int Index, double Factor);

/// <summary>
/// Covers the coefficients of a normal form with as few outer products as possible, each coefficient exactly once.
/// That each is covered once is what keeps float32 safe: no coefficient is the difference of larger ones, so no
/// sum is the small difference of large sums. The rank without that condition is smaller (max(0, a·w) is
/// ½·|a|·|w| + ½·a·w), but its sums cancel.
/// </summary>
internal sealed class RankOneCover(double[,,] coefficients, Func<RankOneBlock, double> cost)
{
    // forms that people write have a handful of coefficients and end long before; these bound what a machine writes
    private const int MaxSteps = 4_000;
    private const int MaxCandidates = 48;

    private readonly int _rows = coefficients.GetLength(0);
    private readonly int _columns = coefficients.GetLength(1);
    private readonly int _slots = coefficients.GetLength(2);
    private readonly Stack<RankOneBlock> _current = new();
    private RankOneBlock[] _best = [];
    private double _bestCost = double.PositiveInfinity;
    private int _steps;

    public IReadOnlyList<RankOneBlock> Find()
    {
        Search(new bool[_rows, _columns, _slots], 0);
        return _best;
    }

    private void Search(bool[,,] covered, double spent)
    {
        if (spent >= _bestCost || (_steps++ > MaxSteps && _best.Length > 0))
            return;
        if (FirstUncovered(covered) is not var (row, column, slot))
        {
            _bestCost = spent;
            _best = _current.Reverse().ToArray();
            return;
        }

        foreach (RankOneBlock block in Candidates(covered, row, column, slot))
        {
            Mark(covered, block, true);
            _current.Push(block);
            Search(covered, spent + cost(block));
            _current.Pop();
            Mark(covered, block, false);
        }
    }

    private (int, int, int)? FirstUncovered(bool[,,] covered)
    {
        for (int r = 0; r < _rows; r++)
        for (int c = 0; c < _columns; c++)
        for (int s = 0; s < _slots; s++)
        {
            if (coefficients[r, c, s] != 0 && !covered[r, c, s])
                return (r, c, s);
        }

        return null;
    }

    /// <summary>The blocks that cover one coefficient and nothing covered before, large ones first.</summary>
    private IEnumerable<RankOneBlock> Candidates(bool[,,] covered, int row, int column, int slot)
    {
        int[] slots = Enumerable.Range(0, _slots).Where(s => Open(row, column, s)).ToArray();
        int[] columns = Enumerable.Range(0, _columns).Where(c => Open(row, c, slot)).ToArray();
        List<RankOneBlock> blocks = [];
        foreach (int[] slotSet in Subsets(slots, slot))
        foreach (int[] columnSet in Subsets(columns, column))
        {
            if (Outer(row, columnSet, slotSet) is not { } pattern)
                continue;
            // rows that fit the pattern may all join, or any part of them
            List<RankOnePart> fitting = [];
            for (int r = 0; r < _rows; r++)
            {
                if (Fit(r, columnSet, slotSet, pattern) is double factor)
                    fitting.Add(new(r, factor));
            }

            foreach (int[] rowSet in Subsets(fitting.Select(f => f.Index).ToArray(), row))
                blocks.Add(
                    new(
                        fitting.Where(f => rowSet.Contains(f.Index)).ToArray(),
                        columnSet.Select(c => new RankOnePart(c, coefficients[row, c, slot])).ToArray(),
                        slotSet
                            .Select(s => new RankOnePart(
                                s,
                                coefficients[row, column, s] / coefficients[row, column, slot]
                            ))
                            .ToArray()
                    )
                );
        }

        return blocks.OrderByDescending(b => b.Rows.Count * b.Columns.Count * b.Slots.Count).Take(MaxCandidates);

        bool Open(int r, int c, int s) => coefficients[r, c, s] != 0 && !covered[r, c, s];

        double[]? Outer(int r, int[] cs, int[] ss)
        {
            double[] values = cs.SelectMany(c => ss.Select(s => Open(r, c, s) ? coefficients[r, c, s] : 0)).ToArray();
            double[] product = cs.SelectMany(c =>
                    ss.Select(s =>
                        coefficients[r, c, slot] * coefficients[r, column, s] / coefficients[r, column, slot]
                    )
                )
                .ToArray();
            return NormalForm.Ratio(values, product) is { } ratio && Math.Abs(ratio - 1) < 1e-12 ? values : null;
        }

        double? Fit(int r, int[] cs, int[] ss, double[] pattern) =>
            NormalForm.Ratio(
                cs.SelectMany(c => ss.Select(s => Open(r, c, s) ? coefficients[r, c, s] : 0)).ToArray(),
                pattern
            );
    }

    /// <summary>The subsets that hold a given element; of more than six elements only the largest and the least.</summary>
    private static IEnumerable<int[]> Subsets(int[] elements, int required)
    {
        int[] others = elements.Where(e => e != required).ToArray();
        if (others.Length > 5)
            return [elements, [required]];
        return Enumerable
            .Range(0, 1 << others.Length)
            .Select(mask => others.Where((_, i) => (mask & (1 << i)) != 0).Append(required).OrderBy(e => e).ToArray());
    }

    private static void Mark(bool[,,] covered, RankOneBlock block, bool value)
    {
        foreach (RankOnePart row in block.Rows)
        foreach (RankOnePart column in block.Columns)
        foreach (RankOnePart slot in block.Slots)
            covered[row.Index, column.Index, slot.Index] = value;
    }
}
