namespace RuleCompiler.Reference;

/// <summary>
/// A rule at a linear layer: z_k = Σ_j Contribution(a_j, w_jk) + bias term, and
/// R_j = Σ_k ⟨Contribution(a_j, w_jk), Share(R_k, z_k, y_k)⟩.
/// </summary>
internal sealed class LinearLaw
{
    private readonly RuleSite _site;
    private readonly LinearMap _map;
    private readonly Scope _scope = new();
    private readonly InputOperands _input;
    private readonly Percentiles _percentiles;
    private readonly int _y,
        _y0,
        _r,
        _z,
        _s,
        _carrier,
        _members;
    private readonly BoundFunction? _contribution;
    private readonly BoundFunction _share;
    private readonly SpreadCollect? _spread;
    private readonly bool _ofWeights; // whether what an output hands on is known before its sums, and finite times weights
    private double[] _contributions = []; // of the present output's connections, [connection·slots + slot]

    /// <exception cref="InvalidOperationException">The rule lacks a formula that the layer needs.</exception>
    public LinearLaw(RuleSite site, LinearMap map)
    {
        _site = site;
        _map = map;
        RuleBody body = site.Body;
        ScalarFunction share = site.Need(body.Share, "Share");
        bool spreads = body.Spread is not null || body.Collect is not null;

        _input = new InputOperands(site, _scope);
        _y = _scope.Add("y");
        _y0 = _scope.Add("y0");
        _r = _scope.Add("r", body.Channels);
        _z = _scope.Add("z", body.Slots);
        _s = _scope.Add("s", share.Results);
        _members = body.Carrier?.Columns.Length ?? 0;
        _carrier = _scope.Add("y", _members);
        _percentiles = new Percentiles(site, _scope, linear: true);
        if (!spreads || share.Reads("z") || body.Contribution is not null)
        {
            ScalarFunction contribution = site.Need(body.Contribution, "Contribution");
            site.Refuse(contribution, "Contribution", "r", "z", "y", "y0", "s");
            _contribution = Bind(contribution, "Contribution", body.Slots);
        }

        _share = Bind(share, "Share", spreads ? share.Results : body.Channels * body.Slots);
        if (spreads)
            _spread = new SpreadCollect(site, _scope, _input);
        else
            _ofWeights = !share.Reads("z") && body.Contribution!.Operands.All(operand => operand == "w");
    }

    /// <summary>The relevance of the inputs, [branch][channel][unit].</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="above">The relevance of the outputs, [channel][unit].</param>
    public double[][][] Below(LayerSample sample, double[][] above)
    {
        _scope.Forget();
        _percentiles.Compute(ofSums: false, _map.Units, k => EnterOutput(k, sample, above));
        if (_percentiles.ReadSums)
            _percentiles.Compute(ofSums: true, _map.Units, k => EnterSums(k, sample, above));

        double[][][] below = Zeros(sample, _site.Body.Channels);
        double[][][] spread = Zeros(sample, _spread?.Sums ?? 0);
        for (int k = 0; k < _map.Units; k++)
        {
            if (_ofWeights && HandsNothingOn(k, sample, above))
                continue;
            ReadOnlySpan<Connection> connections = EnterSums(k, sample, above);
            double[] shares = _share.Evaluate();
            shares.CopyTo(_scope.Values, _s);
            for (int i = 0; i < connections.Length; i++)
            {
                Connection connection = connections[i];
                if (_spread is not null)
                {
                    _input.Enter(connection, sample);
                    _spread.Add(spread[connection.Branch], connection.Unit);
                }
                else
                {
                    AddShare(below[connection.Branch], connection.Unit, i, shares);
                }
            }
        }

        return _spread is null ? below : _spread.Collect(sample, spread, below);
    }

    /// <summary>Whether every share of an output is 0: most are where gradients pass few outputs of pools and ReLUs.</summary>
    private bool HandsNothingOn(int unit, LayerSample sample, double[][] above)
    {
        EnterOutput(unit, sample, above);
        return !_share.Evaluate().AsSpan().ContainsAnyExcept(0.0);
    }

    /// <summary>Sets the operands of an output, and the sums of what enters it, which it returns.</summary>
    private ReadOnlySpan<Connection> EnterSums(int unit, LayerSample sample, double[][] above)
    {
        EnterOutput(unit, sample, above);
        ReadOnlySpan<Connection> connections = _map.Into(unit, sample.Inputs, sample.ReferenceInputs);
        if (_contribution is null)
            return connections;

        int slots = _contribution.Results.Length;
        if (_contributions.Length < connections.Length * slots)
            _contributions = new double[connections.Length * slots];
        double[] values = _scope.Values;
        Array.Clear(values, _z, slots);
        for (int i = 0; i < connections.Length; i++)
        {
            _input.Enter(connections[i], sample);
            double[] contribution = _contribution.Evaluate();
            for (int s = 0; s < slots; s++)
            {
                _contributions[i * slots + s] = contribution[s];
                values[_z + s] += contribution[s];
            }
        }

        if (_map.HasBias && _site.Body.Bias == Bias.Whole)
        {
            for (int s = 0; s < slots; s++)
                values[_z + s] += _map.Bias(unit);
        }
        else if (_map.HasBias && _site.Body.Bias == Bias.Keep)
        {
            _input.EnterBias(_map.Bias(unit));
            double[] contribution = _contribution.Evaluate();
            for (int s = 0; s < slots; s++)
                values[_z + s] += contribution[s];
        }

        return connections;
    }

    private void EnterOutput(int unit, LayerSample sample, double[][] above)
    {
        _scope.Values[_y] = sample.Output[unit];
        _scope.Values[_y0] = sample.ReferenceOutput[unit];
        for (int c = 0; c < above.Length; c++)
            _scope.Values[_r + c] = above[c][unit];
        for (int m = 0; m < _members && sample.CarrierOutput is not null; m++)
            _scope.Values[_carrier + m] = CarrierPlanes.At(sample.CarrierOutput[m], false, 0, _map.Units, unit);
    }

    /// <summary>Adds ⟨contribution, share⟩ of a connection of the present output to the relevance below.</summary>
    private void AddShare(double[][] below, int unit, int connection, double[] shares)
    {
        int slots = _site.Body.Slots;
        for (int c = 0; c < below.Length; c++)
        {
            for (int s = 0; s < slots; s++)
                below[c][unit] += _contributions[connection * slots + s] * shares[c * slots + s];
        }
    }

    private BoundFunction Bind(ScalarFunction function, string verb, int results) =>
        function.Results == results
            ? new BoundFunction(function, _scope, verb, _site)
            : throw new InvalidOperationException(
                $"{verb} of the rule '{_site.RuleName}' gives {function.Results} results but {_site.Body.Slots} slots "
                    + $"and {_site.Body.Channels} channels need {results}; compile the rule again."
            );

    private static double[][][] Zeros(LayerSample sample, int rows) =>
        Array.ConvertAll(sample.Inputs, branch => Rows(rows, branch.Length));

    private static double[][] Rows(int rows, int units) =>
        [.. Enumerable.Range(0, rows).Select(_ => new double[units])];
}
