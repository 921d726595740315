namespace RuleCompiler.Kernels;

/// <summary>
/// What a layer's product is asked for: one source by one or two maps of the weights, or two sources by a map each.
/// Sources and targets are inputs and outputs, or outputs and inputs if it is the adjoint.
/// </summary>
internal readonly record struct LayerProduct
{
    /// <summary>The layer.</summary>
    public required ConvShape Shape { get; init; }

    /// <summary>N.</summary>
    public required int Count { get; init; }

    /// <summary>What is multiplied.</summary>
    public required Plane Source { get; init; }

    /// <summary>What is multiplied by the second map, where that is not the source.</summary>
    public Plane? Other { get; init; }

    /// <summary>[OutC, C/Groups, KH, KW].</summary>
    public required Plane Weights { get; init; }

    /// <summary>The product by the first map.</summary>
    public required Plane First { get; init; }

    /// <summary>The product by the second map, if it is asked for.</summary>
    public required Plane? Second { get; init; }

    /// <summary>Whether the source stands above the layer.</summary>
    public required bool Adjoint { get; init; }

    /// <summary>Most threads to use; 0 or less: one per processor.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether a register may be read where the sources end.</summary>
    public bool Slack { get; init; }

    /// <summary>How many threads are worth it.</summary>
    public int Degree => Workers.Degree(Threads, 2 * Count * Shape.Multiplications);

    /// <summary>By how many maps the source is multiplied.</summary>
    public int Maps => Second is null || Other is not null ? 1 : 2;

    /// <summary>The product by the first map alone.</summary>
    public LayerProduct Former => this with { Other = null, Second = null };

    /// <summary>The product by the second map alone; the one there is where there is no second.</summary>
    public LayerProduct Latter => Former with { Source = Other ?? Source, First = Second ?? First };

    /// <summary>Channels of a target.</summary>
    public int Rows => Adjoint ? Shape.Channels : Shape.OutChannels;

    /// <summary>Channels of a target in one group.</summary>
    public int GroupRows => Rows / Shape.Groups;

    /// <summary>Grids that the stride cuts the target into.</summary>
    public int Phases => Adjoint ? Shape.StrideHeight * Shape.StrideWidth : 1;

    /// <summary>Numbers in one sample of the source.</summary>
    public nint SourceSize => Adjoint ? Shape.OutputSize : Shape.InputSize;

    /// <summary>Numbers in one sample of a target.</summary>
    public nint TargetSize => Adjoint ? Shape.InputSize : Shape.OutputSize;

    /// <summary>The same of some samples alone.</summary>
    public LayerProduct Samples(int first, int count) =>
        this with
        {
            Count = count,
            Source = Source.Slice(first * SourceSize, count * SourceSize),
            Other = Other?.Slice(first * SourceSize, count * SourceSize),
            First = First.Slice(first * TargetSize, count * TargetSize),
            Second = Second?.Slice(first * TargetSize, count * TargetSize),
        };

    /// <summary>Keeps every buffer while the product runs.</summary>
    public void KeepAlive()
    {
        Source.KeepAlive();
        Other?.KeepAlive();
        Weights.KeepAlive();
        First.KeepAlive();
        Second?.KeepAlive();
    }
}
