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
        rules.Sites.SelectMany(site => site.Body.Upward()).Any(function => function.Operands.Any(Plain.Contains));

    /// <summary>The carrier behind every node.</summary>
    /// <param name="sample">The sample, with the carrier at the input.</param>
    /// <param name="columns">The run-time number of columns.</param>
    /// <param name="everywhere">
    /// Whether the carrier has to reach every layer. If not, it is null where it does not arrive.
    /// </param>
    /// <exception cref="InvalidOperationException">It has to and does not.</exception>
    public double[][]?[] Run(NetworkSample sample, int columns, bool everywhere)
    {
        CarrierLayout layout = Layout()!;
        var carriers = new double[][]?[network.Graph.Layers.Count];
        NetworkSample soFar = sample with { Carriers = carriers };
        foreach (LayerNode node in network.Graph.Layers)
        {
            carriers[node.Index] =
                rules[node] is not { } site ? ReferenceNetwork.Read(node, sample.CarrierInput, carriers)[0]
                : everywhere || Carries(site, soFar) ? Forward(site, soFar.At(node), layout, columns)
                : null;
        }

        return carriers;
    }

    private double[][] Forward(RuleSite site, LayerSample sample, CarrierLayout layout, int columns) =>
        site.Node.Layer is MaxPool or Multiply
            ? throw new InvalidOperationException(
                $"The layer '{site.LayerName}' is a {site.Node.Layer.GetType().Name}, through which nothing can be "
                    + "carried yet; use an average pool or a stride in place of a MaxPool, a sum in place of a Multiply."
            )
        : Leaves(site) ? CarrierPlanes.Moved(network.Map(site.Node)!, layout, sample, columns)
        : network.Map(site.Node) is { } map ? new LinearCarrierLaw(site, map).Forward(sample, columns)
        : new PointwiseCarrierLaw(site).Forward(sample, columns);

    private bool Carries(RuleSite site, NetworkSample sample)
    {
        ScalarFunction? forward = network.Map(site.Node) is null ? site.Body.ForwardPointwise : site.Body.ForwardLinear;
        bool arrives = !ReferenceNetwork.Read(site.Node, sample.CarrierInput, sample.Carriers).Contains(null);
        if (Leaves(site))
            return arrives;
        return forward is not null
            && site.Node.Layer is not (MaxPool or Multiply)
            && (arrives || !ReadsCarried(site, forward));
    }

    /// <summary>Whether a layer moves what is carried and its rule leaves it as it is.</summary>
    private static bool Leaves(RuleSite site) =>
        site.Node.Layer is Rearrange or Concat && site.Body.ForwardLinear is null;

    private static bool ReadsCarried(RuleSite site, ScalarFunction forward) =>
        forward.ReadsMember("a")
        || forward.ReadsMember("x")
        || forward.Reads("sum")
        || site.Body.ColumnSums is not null;
}
