using System.Text;

namespace RuleCompiler;

/// <summary>
/// A method that asks a network many times: at inputs with noise, between two inputs, with parts replaced. Its
/// parameters are those of the record; what belongs to one run (references, groups, seed) is an option of the run.
/// </summary>
/// <remarks>
/// A run is the same on any number of threads, and for any size of batches up to rounding: every random number
/// belongs to a numbered sample (<see cref="SampleRandom"/>). Asked of a compiled explainer it computes in single
/// precision, of the interpreter in double; sums are taken in double precision.
/// </remarks>
public abstract record AttributionMethod
{
    /// <summary>The method's name as the command line writes it, such as <c>integrated-gradients</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The composite with which the asked network is compiled. Of methods that read outputs only, any will do. A
    /// network compiled with another one gives the same average of another relevance.
    /// </summary>
    public virtual Type Composite => typeof(PlainGradient);

    /// <summary>
    /// The composite with which <see cref="AttributionOptions.Guided"/> is compiled; null for methods that ask one network.
    /// </summary>
    public virtual Type? GuidedComposite => null;

    /// <summary>Whether the method compares with reference inputs.</summary>
    public virtual bool UsesReferences => false;

    /// <summary>Whether the method treats groups of the input's numbers as one feature.</summary>
    public virtual bool UsesGroups => false;

    /// <summary>Whether the result depends on the seed.</summary>
    public virtual bool IsStochastic => false;

    /// <summary>Attributes one output for one input.</summary>
    /// <param name="network">The network, compiled with <see cref="Composite"/>.</param>
    /// <param name="input">The input in memory order, [C,H,W] or [features].</param>
    /// <param name="target">The output's index.</param>
    /// <param name="options">References, groups, seed, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The input, an option or a parameter of the method does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or a parameter is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Samples do not determine what the method solves for; the message says what to raise.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; at most the batch under way was finished.</exception>
    public Attribution Attribute(
        IExplainable network,
        ReadOnlySpan<double> input,
        int target,
        AttributionOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new();
        AttributionCheck.Input(network, input, target);
        AttributionCheck.Options(this, network, options);
        Query query = new(network, input.ToArray(), target, options);
        Attribution attribution = Run(query);
        query.Finish();
        return attribution;
    }

    /// <inheritdoc cref="Attribute(IExplainable, ReadOnlySpan{double}, int, AttributionOptions?)"/>
    public Attribution Attribute(
        IExplainable network,
        ReadOnlySpan<float> input,
        int target,
        AttributionOptions? options = null
    )
    {
        double[] values = new double[input.Length];
        for (int j = 0; j < values.Length; j++)
            values[j] = input[j];
        return Attribute(network, values, target, options);
    }

    /// <summary>The method as the command line takes it: <c>smooth-grad(Samples: 20, …)</c>.</summary>
    public sealed override string ToString()
    {
        StringBuilder parameters = new();
        PrintMembers(parameters);
        return parameters.Length == 0 ? Name : $"{Name}({parameters.Replace(" = ", ": ")})";
    }

    /// <summary>Asks the network and puts the answers together.</summary>
    protected abstract Attribution Run(Query query);

    /// <summary>Writes the method's parameters; what is not a parameter is left out.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;
}
