using RuleCompiler.Reference;

namespace RuleCompiler;

/// <summary>
/// Runs networks, composites and rules as they are declared: one sample at a time, in double precision, without
/// any algebra. Slow; what compiled explainers are tested against.
/// </summary>
/// <remarks>An instance is not for several threads at a time.</remarks>
public sealed partial class Interpreter
{
    private readonly ReferenceNetwork _network;
    private readonly RuleAssignment _rules;
    private readonly ScalarFunction? _finish;
    private readonly InterpreterOptions _options;
    private readonly double[] _reference;
    private readonly Lazy<BackwardPass> _backward;
    private readonly Lazy<double[][]> _referenceOutputs;

    /// <summary>Makes an interpreter of listed layers and a composite that are given as values.</summary>
    /// <param name="layers">The layers in order.</param>
    /// <param name="inputShape">The input's shape without the batch: [C,H,W], [rows, features] or [features].</param>
    /// <param name="inputRange">The least and the largest value of an input; infinite where undeclared.</param>
    /// <param name="composite">The rule of a layer, or null for the family's default.</param>
    /// <param name="family">The family.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="finish">What is done with the relevance at the input: Finish(r, x, x0).</param>
    /// <param name="options">Reference input, parameters' tensors, carrier, names of weights.</param>
    /// <inheritdoc cref="Interpreter(LayerGraph, ValueTuple{float, float}, Func{Layer, Rule?}, Defaults, WeightSet, ScalarFunction?, InterpreterOptions?)" path="/exception"/>
    public Interpreter(
        Layer[] layers,
        int[] inputShape,
        (float Low, float High) inputRange,
        Func<Layer, Rule?> composite,
        Defaults family,
        WeightSet weights,
        ScalarFunction? finish = null,
        InterpreterOptions? options = null
    )
        : this(LayerGraph.Of(layers, inputShape), inputRange, composite, family, weights, finish, options) { }

    /// <summary>Makes an interpreter of a network's graph and a composite that are given as values.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="inputRange">The least and the largest value of an input; infinite where undeclared.</param>
    /// <param name="composite">The rule of a layer, or null for the family's default.</param>
    /// <param name="family">The family.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="finish">What is done with the relevance at the input: Finish(r, x, x0).</param>
    /// <param name="options">Reference input, parameters' tensors, carrier, names of weights.</param>
    /// <exception cref="ArgumentException">Layers or options do not fit the network.</exception>
    /// <exception cref="WeightMismatchException">The weights do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A rule has no compiled body, or channels do not fit.</exception>
    public Interpreter(
        LayerGraph graph,
        (float Low, float High) inputRange,
        Func<Layer, Rule?> composite,
        Defaults family,
        WeightSet weights,
        ScalarFunction? finish = null,
        InterpreterOptions? options = null
    )
    {
        _options = options ?? new InterpreterOptions();
        _finish = finish;
        _network = new ReferenceNetwork(
            graph.Within(inputRange),
            weights,
            _options.WeightsPattern,
            _options.FoldsBatchNorm ?? true
        );
        var parameters = new ParameterSource(_options.Operands, inputRange, DeclaredRange.Holds(graph, inputRange));
        _rules = new RuleAssignment(_network, composite, family, parameters, _options.Bias);
        _reference = _options.Reference is null ? new double[_network.Inputs] : Input(_options.Reference, "reference");

        // Carrying needs no formulas of the way down, so what those lack is only said where they are used.
        _backward = new Lazy<BackwardPass>(() => new BackwardPass(_network, _rules));
        _referenceOutputs = new Lazy<double[][]>(() =>
            _rules.Sites.Any(site => site.Body.ReadsReference()) ? _network.Forward(_reference) : _network.Unknown()
        );
    }

    /// <summary>Makes an interpreter of a declared network and a declared composite.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TComposite">The composite.</typeparam>
    /// <param name="weights">The network's weights.</param>
    /// <param name="options">Reference input, parameters' tensors, carrier, names of weights.</param>
    /// <inheritdoc cref="Interpreter(LayerGraph, ValueTuple{float, float}, Func{Layer, Rule?}, Defaults, WeightSet, ScalarFunction?, InterpreterOptions?)" path="/exception"/>
    public static Interpreter For<TNetwork, TComposite>(WeightSet weights, InterpreterOptions? options = null)
        where TNetwork : INetwork
        where TComposite : IComposite
    {
        options ??= new InterpreterOptions();
        return new Interpreter(
            TNetwork.Graph,
            TNetwork.InputRange,
            TComposite.For,
            TComposite.Family,
            weights,
            TComposite.FinishBody,
            options with
            {
                WeightsPattern = options.WeightsPattern ?? TNetwork.WeightsPattern,
                Start = options.Start ?? TComposite.Start,
                FoldsBatchNorm = options.FoldsBatchNorm ?? TComposite.FoldsBatchNorm,
            }
        );
    }

    /// <summary>The network's outputs for one sample.</summary>
    /// <param name="input">The sample in memory order.</param>
    /// <exception cref="ArgumentException">The sample has another number of values than the network's input.</exception>
    public double[] Predict(ReadOnlySpan<float> input) => _network.Forward(Input(input, "input"))[^1];

    /// <summary>Explains one output of one sample.</summary>
    /// <param name="input">The sample in memory order.</param>
    /// <param name="target">The output to be explained, in memory order.</param>
    /// <param name="timesLogit">
    /// Whether relevance starts as the output's value instead of 1; <see cref="InterpreterOptions.Start"/> unless given.
    /// </param>
    /// <exception cref="ArgumentException">The sample does not fit the network's input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="InvalidOperationException">A rule lacks a formula that its layer needs.</exception>
    public InterpretedExplanation Explain(ReadOnlySpan<float> input, int target, bool? timesLogit = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, _network.Graph.Output.Units);
        NetworkSample sample = Sample(Input(input, "input"));
        var start = new double[_network.Graph.Output.Units];
        start[target] = timesLogit ?? _options.Start != OutputRelevance.One ? sample.Outputs[^1][target] : 1;
        return Explain(sample, start);
    }

    /// <summary>Explains one sample from given relevances of the outputs.</summary>
    /// <param name="input">The sample in memory order.</param>
    /// <param name="outputRelevance">One value per output; every channel starts with it.</param>
    /// <exception cref="ArgumentException">The sample or the relevances do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A rule lacks a formula that its layer needs.</exception>
    public InterpretedExplanation Explain(ReadOnlySpan<float> input, double[] outputRelevance)
    {
        int outputs = _network.Graph.Output.Units;
        return outputRelevance.Length == outputs
            ? Explain(Sample(Input(input, "input")), outputRelevance)
            : throw new ArgumentException(
                $"There are {outputRelevance.Length} output relevances but the network has {outputs} outputs; give "
                    + "one per output.",
                nameof(outputRelevance)
            );
    }

    /// <summary>Sends a relevance down from the output of a layer instead of the network's.</summary>
    /// <param name="input">The sample in memory order.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="relevance">One value for each of the layer's outputs; every channel starts with it.</param>
    /// <exception cref="ArgumentException">There is no such layer, or the sample or the relevance does not fit.</exception>
    /// <exception cref="InvalidOperationException">A rule lacks a formula that its layer needs.</exception>
    public InterpretedExplanation ExplainFrom(ReadOnlySpan<float> input, string layer, double[] relevance)
    {
        LayerNode node =
            _network.Graph.Layers.FirstOrDefault(node => node.Layer.Name == layer)
            ?? throw new ArgumentException(
                $"The network has no layer '{layer}'; it has {string.Join(", ", LayerShapes.Select(l => l.Name))}.",
                nameof(layer)
            );
        return relevance.Length == node.Units
            ? Explain(Sample(Input(input, "input")), relevance, node.Index)
            : throw new ArgumentException(
                $"There are {relevance.Length} relevances but '{layer}' has {node.Units} outputs; give one for each.",
                nameof(relevance)
            );
    }

    /// <summary>Carries a carrier from the input to the output by the rules' Forward formulas.</summary>
    /// <param name="carrier">The carrier at the input: [features] or [columns·features] per member.</param>
    /// <param name="input">
    /// The sample in memory order; needed where a Forward reads activations beside the carrier.
    /// </param>
    /// <exception cref="ArgumentException">The carrier or the sample does not fit.</exception>
    /// <exception cref="InvalidOperationException">A layer's rule carries nothing, or a layer lets none through.</exception>
    public InterpretedCarrier Propagate(double[][] carrier, ReadOnlySpan<float> input = default)
    {
        var pass = new CarrierPass(_network, _rules);
        CarrierLayout layout =
            pass.Layout()
            ?? throw new InvalidOperationException(
                "No rule of the composite carries anything; give its layers rules with a Forward."
            );
        if (input.IsEmpty && pass.ReadsActivations)
        {
            throw new ArgumentException(
                "A Forward of the composite's rules reads activations beside the carrier; give the sample too.",
                nameof(input)
            );
        }

        int columns = CarrierPlanes.Columns(layout, carrier, _network.Inputs);
        double[] values = input.IsEmpty ? new double[_network.Inputs] : Input(input, "input");
        NetworkSample sample = Plain(values) with { CarrierInput = carrier };
        double[][]?[] carriers = pass.Run(sample, columns, everywhere: true).Nodes;
        return new InterpretedCarrier(columns, carriers[^1]!, ByName<double[][]>(carriers!));
    }

    private InterpretedExplanation Explain(NetworkSample sample, double[] relevance, int? from = null)
    {
        (double[][][] nodes, double[][] input) = from is { } node
            ? _backward.Value.Run(sample, node, relevance)
            : _backward.Value.Run(sample, relevance);
        double[]? finished = FinishFunction.Apply(_finish, input, sample);
        return new InterpretedExplanation(sample.Outputs[^1], input, finished, ByName(nodes), ByName(sample.Outputs));
    }

    private NetworkSample Sample(double[] values, double[]? reference = null)
    {
        NetworkSample sample = Plain(values, reference);
        if (!_rules.Sites.Any(CarrierUse.ReadsCarrier))
            return sample;
        var pass = new CarrierPass(_network, _rules);
        int columns = _options.Carrier is { } given ? CarrierPlanes.Columns(pass.Layout()!, given, _network.Inputs) : 0;
        sample = sample with { CarrierInput = _options.Carrier };
        (double[][]? input, double[][]?[] nodes) = pass.Run(sample, columns, everywhere: false);
        return sample with { CarrierInput = input, Carriers = nodes };
    }

    private NetworkSample Plain(double[] input, double[]? reference = null) =>
        reference is null
            ? new(input, _network.Forward(input), _reference, _referenceOutputs.Value)
            : new(input, _network.Forward(input), reference, _network.Forward(reference));

    private double[] Input(ReadOnlySpan<float> values, string what)
    {
        if (values.Length != _network.Inputs)
        {
            throw new ArgumentException(
                $"The {what} has {values.Length} values but the network's input {Shapes.Text(_network.Graph.InputShape)} "
                    + $"has {_network.Inputs}; give one sample in memory order."
            );
        }

        var converted = new double[values.Length];
        for (int j = 0; j < values.Length; j++)
            converted[j] = values[j];
        return converted;
    }

    private Dictionary<string, T> ByName<T>(T[] nodes) =>
        _network.Graph.Layers.ToDictionary(node => node.Layer.Name, node => nodes[node.Index]);
}
