using System.ComponentModel;
using System.Globalization;

namespace RuleCompiler;

/// <summary>One formula: reads operands, writes results. Written by the generator, in double precision.</summary>
/// <param name="operands">The operands' values, in the order of <see cref="ScalarFunction.Operands"/>.</param>
/// <param name="results">Receives the results.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ScalarBody(ReadOnlySpan<double> operands, Span<double> results);

/// <summary>A formula with the names of what it reads.</summary>
/// <param name="Operands">
/// Names of operands; <c>z.1</c> is the second member of a role-typed operand, <c>Low</c> a per-input or
/// per-weight parameter.
/// </param>
/// <param name="Results">The number of results.</param>
/// <param name="Body">The formula.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ScalarFunction(string[] Operands, int Results, ScalarBody Body)
{
    /// <summary>
    /// The arguments with which the function of the nonlinearity is called before; its values are the operands
    /// <c>f.0</c>, <c>f.1</c>, …, also of later arguments. Null where the formula calls none.
    /// </summary>
    public ScalarFunction? Arguments { get; init; }
}

/// <summary>A reduction over a layer that other formulas name as an operand.</summary>
/// <param name="Name">The operand's name.</param>
/// <param name="Percent">The percentile, 0 to 100.</param>
/// <param name="Value">What the percentile is taken of.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerPercentile(string Name, double Percent, ScalarFunction Value);

/// <summary>What a rule carries upward.</summary>
/// <param name="Columns">For each member, whether it has a run-time number of columns.</param>
/// <param name="Constant">The members' values that stand for the bias' activation.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CarrierLayout(bool[] Columns, double[] Constant)
{
    /// <summary>Initial(a, a0): what a value carries that no rule carried, one result a member; null where unsaid.</summary>
    public ScalarFunction? Initial { get; init; }
}

/// <summary>A rule's formulas in double precision. Written by the generator; run by the interpreter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RuleBody
{
    /// <summary>The number of sums.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>The number of relevances that travel down together.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Merge(r, y, y0): the channels as a rule of one channel sees them; null where it takes each.</summary>
    public ScalarFunction? Merge { get; init; }

    /// <summary>What the rule does with a bias.</summary>
    public Bias Bias { get; init; } = Bias.Keep;

    /// <summary>Parameters with one value per input, with the value given to the constructor.</summary>
    public (string Name, double Value)[] PerInput { get; init; } = [];

    /// <summary>Parameters with one value per weight, with the value given to the constructor.</summary>
    public (string Name, double Value)[] PerWeight { get; init; } = [];

    /// <summary>Contribution(a, w): one result per slot.</summary>
    public ScalarFunction? Contribution { get; init; }

    /// <summary>Share(r, z, y): channels × slots results, channel-major.</summary>
    public ScalarFunction? Share { get; init; }

    /// <summary>Spread(w, s): one result per sum that Collect reads.</summary>
    public ScalarFunction? Spread { get; init; }

    /// <summary>Collect(a, sums): one result per channel.</summary>
    public ScalarFunction? Collect { get; init; }

    /// <summary>Backward(r, x, y): one result per channel.</summary>
    public ScalarFunction? Backward { get; init; }

    /// <summary>Forward(a, w): one result per member of the carrier, summed over inputs.</summary>
    public ScalarFunction? ForwardLinear { get; init; }

    /// <summary>Forward(x): one result per member of the carrier.</summary>
    public ScalarFunction? ForwardPointwise { get; init; }

    /// <summary>
    /// What is summed over columns before <see cref="ForwardPointwise"/>, which reads the sums as operands
    /// <c>sum.0</c>, <c>sum.1</c>, …
    /// </summary>
    public ScalarFunction? ColumnSums { get; init; }

    /// <summary>Maximum(x, other): what the greater of two values carries, one result per member.</summary>
    public ScalarFunction? Maximum { get; init; }

    /// <summary>What is summed over columns before <see cref="Maximum"/>, as of <see cref="ColumnSums"/>.</summary>
    public ScalarFunction? MaximumColumnSums { get; init; }

    /// <summary>Reductions over a layer.</summary>
    public LayerPercentile[] Percentiles { get; init; } = [];

    /// <summary>The carrier of the Forward formulas.</summary>
    public CarrierLayout? Carrier { get; init; }

    /// <summary>
    /// A parameter as the source prints it: 1e-6f is 1e-6 here, not the double nearest to the float, so that the
    /// interpreter agrees with double-precision peers.
    /// </summary>
    public static double Printed(float parameter) =>
        double.Parse(parameter.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Printed(float)"/>
    public static double Printed(double parameter) => parameter;

    /// <inheritdoc cref="Printed(float)"/>
    public static double Printed(int parameter) => parameter;

    /// <summary>A parameter that formulas read as a condition: 1 where it holds.</summary>
    public static double Printed(bool parameter) => parameter ? 1 : 0;
}
