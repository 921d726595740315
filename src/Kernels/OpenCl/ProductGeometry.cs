namespace RuleCompiler.Kernels;

/// <summary>
/// A layer's product or its transpose as the numbers that <c>geometry.cl</c> reads: what is the same for every sample,
/// then the phases of the target.
/// </summary>
public sealed class ProductGeometry
{
    private const int Common = 16;

    /// <summary>The numbers of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="adjoint">Whether outputs are the source.</param>
    /// <exception cref="ArgumentException">The shape is none.</exception>
    /// <exception cref="OverflowException">The weights are more than 2³¹ − 1.</exception>
    public ProductGeometry(in ConvShape layer, bool adjoint)
        : this(layer, layer.Simplified(), adjoint) { }

    private ProductGeometry(in ConvShape layer, in ConvShape s, bool adjoint)
    {
        layer.Validate();
        Layer = layer;
        Adjoint = adjoint;
        IsExact = s == layer;
        int inputs = s.Channels / s.Groups,
            outputs = s.OutChannels / s.Groups,
            window = s.KernelHeight * s.KernelWidth;
        Groups = s.Groups;
        Phases = adjoint ? s.StrideHeight * s.StrideWidth : 1;
        SourceChannels = adjoint ? outputs : inputs;
        TargetChannels = adjoint ? inputs : outputs;
        Axis down = Axis.Down(s, adjoint, 0),
            across = Axis.Across(s, adjoint, 0);
        Positions = down.Grid * across.Grid;
        List<int> numbers =
        [
            SourceChannels,
            down.Source,
            across.Source,
            TargetChannels,
            down.Target,
            across.Target,
            s.Groups,
            down.SourceStep,
            across.SourceStep,
            down.TargetStep,
            across.TargetStep,
            adjoint ? window : checked(inputs * window),
            adjoint ? checked(inputs * window) : window,
            checked(outputs * inputs * window),
            s.KernelWidth,
        ];
        numbers.AddRange(new int[Common - numbers.Count]);
        for (int phase = 0; phase < Phases; phase++)
        {
            numbers.AddRange(Of(Axis.Down(s, adjoint, phase / s.StrideWidth)));
            numbers.AddRange(Of(Axis.Across(s, adjoint, phase % s.StrideWidth)));
        }
        Numbers = [.. numbers];
    }

    /// <summary>
    /// The numbers of a layer whose channels and positions are told to policies: it is not taken as another layer with
    /// the same product.
    /// </summary>
    /// <exception cref="ArgumentException">The shape is none.</exception>
    /// <exception cref="OverflowException">The weights are more than 2³¹ − 1.</exception>
    public static ProductGeometry Exact(in ConvShape layer, bool adjoint) => new(layer, layer, adjoint);

    /// <summary>The layer.</summary>
    public ConvShape Layer { get; }

    /// <summary>Whether outputs are the source.</summary>
    public bool Adjoint { get; }

    /// <summary>What a device is given: to be written to a memory of its own once.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Whether channels and positions are those of the layer.</summary>
    public bool IsExact { get; }

    /// <summary>Groups of channels.</summary>
    internal int Groups { get; }

    /// <summary>Grids that the stride cuts the target into.</summary>
    internal int Phases { get; }

    /// <summary>Channels of the source in one group.</summary>
    internal int SourceChannels { get; }

    /// <summary>Channels of the target in one group.</summary>
    internal int TargetChannels { get; }

    /// <summary>Positions of the first grid, which is the largest.</summary>
    internal int Positions { get; }

    /// <summary>Numbers in one sample of the source.</summary>
    internal nint SourceSize => Adjoint ? Layer.OutputSize : Layer.InputSize;

    /// <summary>Numbers in one sample of the target.</summary>
    internal nint TargetSize => Adjoint ? Layer.InputSize : Layer.OutputSize;

    /// <summary>How many rows of the layer make one row of both units, whose channels may be others than the layer's.</summary>
    /// <exception cref="ArgumentException">The rows or the units do not fit the layer.</exception>
    internal int Parts(int count, int columns, DeviceUnits source, DeviceUnits target)
    {
        Require.Count(count, nameof(count));
        Require.Columns(columns);
        int parts = source.Parts(SourceSize, nameof(source));
        if (parts != target.Parts(TargetSize, nameof(target)))
            throw new ArgumentException(
                $"{parts} rows of the layer make a row of {source}, but not one of {target}.",
                nameof(target)
            );
        if (count % ((long)columns * parts) != 0)
            throw new ArgumentException(
                $"{count} rows are no whole samples of {columns} columns of {parts} rows.",
                nameof(count)
            );
        return parts;
    }

    private static int[] Of(Axis axis) =>
        [axis.Grid, axis.TargetStart, axis.Taps, axis.FirstTap, axis.TapStep, axis.FirstOffset, axis.OffsetStep];
}
