namespace RuleCompiler.Reference;

/// <summary>
/// The law of rules that do not divide by contributions: sums_i,j = Σ_k Spread_i(w_jk, s_k) and
/// R_j = Collect(a_j, sums_j).
/// </summary>
internal sealed class SpreadCollect
{
    private readonly Scope _scope;
    private readonly InputOperands _input;
    private readonly BoundFunction _spread;
    private readonly BoundFunction _collect;
    private readonly int _sums;

    /// <exception cref="InvalidOperationException">One of the two formulas is missing.</exception>
    public SpreadCollect(RuleSite site, Scope scope, InputOperands input)
    {
        _scope = scope;
        _input = input;
        ScalarFunction spread = site.Need(site.Body.Spread, "Spread");
        _spread = new BoundFunction(spread, scope, "Spread", site);
        _sums = scope.Add("sums", spread.Results);
        ScalarFunction collect = site.Need(site.Body.Collect, "Collect");
        site.Refuse(collect, "Collect", "w", "r", "z", "y", "y0", "s");
        _collect = new BoundFunction(collect, scope, "Collect", site);
    }

    /// <summary>The number of sums.</summary>
    public int Sums => _spread.Results.Length;

    /// <summary>Adds what the present output sends to the present input.</summary>
    public void Add(double[][] sums, int unit)
    {
        double[] sent = _spread.Evaluate();
        for (int i = 0; i < sent.Length; i++)
            sums[i][unit] += sent[i];
    }

    /// <summary>Forms the relevance below from the sums, [branch][channel][unit].</summary>
    public double[][][] Collect(LayerSample sample, double[][][] sums, double[][][] below)
    {
        for (int branch = 0; branch < below.Length; branch++)
        {
            for (int j = 0; j < sample.Inputs[branch].Length; j++)
            {
                _input.EnterUnit(branch, j, sample);
                for (int i = 0; i < Sums; i++)
                    _scope.Values[_sums + i] = sums[branch][i][j];
                double[] collected = _collect.Evaluate();
                for (int c = 0; c < collected.Length; c++)
                    below[branch][c][j] = collected[c];
            }
        }

        return below;
    }
}
