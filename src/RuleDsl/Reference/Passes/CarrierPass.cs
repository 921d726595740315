namespace RuleCompiler.Reference;

/// <summary>Carries what rules carry beside the activations from the input up.</summary>
internal sealed class CarrierPass(ReferenceNetwork network, RuleAssignment rules)
{
    private static readonly string[] Plain = ["a", "a0", "x", "x0", "slope"];

    /// <summary>The carrier's layout, or null where no rule carries anything.</summary>
    /// <exception cref="InvalidOperationException">Rules carry different things.</exception>
    public CarrierLayout? Layout()
    {
        RuleSite[] carrying = [.. rules.Sites.Where(site => site.Body.Carrier is not null)];
        RuleSite? other = carrying.FirstOrDefault(site =>
            !site.Body.Carrier!.Columns.SequenceEqual(carrying[0].Body.Carrier!.Columns)
        );
        return other is null
            ? carrying.FirstOrDefault()?.Body.Carrier
            : throw new InvalidOperationException(
                $"The rules '{carrying[0].RuleName}' at layer '{carrying[0].LayerName}' and '{other.RuleName}' at layer "
                    + $"'{other.LayerName}' carry different members; rules of one composite need the same carrier."
            );
    }

    /// <summary>Whether a Forward reads the activations too.</summary>
    public bool ReadsActivations =>
        rules.Sites.SelectMany(site => site.Body.Upward()).Any(function => function.AllOperands().Any(Plain.Contains));

    /// <summary>The carrier behind every node.</summary>
    /// <param name="sample">The sample, with the carrier at the input.</param>
    /// <param name="columns">The run-time number of columns.</param>
    /// <param name="everywhere">
    /// Whether rules have to carry to every layer. If not, the carrier is what it says of a value that no rule carried,
    /// or null where it says nothing of that.
    /// </param>
    /// <exception cref="InvalidOperationException">It has to and does not.</exception>
    /// <returns>The carrier at the input and behind every node.</returns>
    public (double[][]? Input, double[][]?[] Nodes) Run(NetworkSample sample, int columns, bool everywhere)
    {
        CarrierLayout layout = Layout()!;
        var carriers = new double[][]?[network.Graph.Layers.Count];
        if (!everywhere)
            sample = sample with
            {
                CarrierInput = sample.CarrierInput ?? Initial(layout, sample.Input, sample.ReferenceInput),
            };
        NetworkSample soFar = sample with { Carriers = carriers };
        foreach (LayerNode node in network.Graph.Layers)
        {
            carriers[node.Index] =
                rules[node] is not { } site ? ReferenceNetwork.Read(node, sample.CarrierInput, carriers)[0]
                : everywhere ? Forward(Passable(site), soFar.At(node), layout, columns)
                : Carries(site, soFar) ? Forward(site, soFar.At(node), layout, columns)
                : Initial(layout, sample.Outputs[node.Index], sample.ReferenceOutputs[node.Index]);
        }

        return (sample.CarrierInput, carriers);
    }

    /// <summary>What values carry that no rule carried; null where the carrier does not say.</summary>
    private static double[][]? Initial(CarrierLayout layout, double[] values, double[] reference)
    {
        if (layout.Initial is not { } initial)
            return null;
        double[][] planes = CarrierPlanes.Zeros(layout, values.Length, 0);
        var results = new double[initial.Results];
        for (int j = 0; j < values.Length; j++)
        {
            double[] operands = Array.ConvertAll(initial.Operands, name => (name == "a" ? values : reference)[j]);
            initial.Body(operands, results);
            CarrierPlanes.Add(layout, planes, results, j, values.Length, 0, 0);
        }

        return planes;
    }

    private static RuleSite Passable(RuleSite site) =>
        site.Node.Layer switch
        {
            MaxPool when site.Body.Maximum is null => throw new InvalidOperationException(
                $"The rule '{site.RuleName}' has no Maximum(x, other), without which nothing is carried through the "
                    + $"MaxPool '{site.LayerName}'; add it or give the layer another rule."
            ),
            Multiply => throw new InvalidOperationException(
                $"The layer '{site.LayerName}' is a Multiply, through which nothing can be carried; leave it out of "
                    + "what is propagated."
            ),
            _ => site,
        };

    private double[][] Forward(RuleSite site, LayerSample sample, CarrierLayout layout, int columns) =>
        site.CarriesMaximum ? new MaximumCarrierLaw(site).Forward(sample, columns)
        : Leaves(site) ? CarrierPlanes.Moved(network.Map(site.Node)!, layout, sample, columns)
        : network.Map(site.Node) is { } map ? new LinearCarrierLaw(site, map).Forward(sample, columns)
        : new PointwiseCarrierLaw(site).Forward(sample, columns);

    private bool Carries(RuleSite site, NetworkSample sample)
    {
        ScalarFunction? forward = site.Carries;
        bool arrives = !ReferenceNetwork.Read(site.Node, sample.CarrierInput, sample.Carriers).Contains(null);
        if (Leaves(site))
            return arrives;
        return forward is not null && (arrives || !ReadsCarried(site, forward));
    }

    /// <summary>Whether a layer moves what is carried and its rule leaves it as it is.</summary>
    private static bool Leaves(RuleSite site) =>
        site.Node.Layer is Rearrange or Concat && site.Body.ForwardLinear is null;

    private static bool ReadsCarried(RuleSite site, ScalarFunction forward) =>
        forward.ReadsMember("a")
        || forward.ReadsMember("x")
        || forward.Reads("sum")
        || (forward == site.Body.ForwardPointwise && site.Body.ColumnSums is not null);
}
