namespace RuleCompiler.Cli.Measuring;

/// <summary>How long explaining took and what it moved; times in milliseconds a batch.</summary>
internal sealed record Measurement
{
    public required Timing Explain { get; init; }

    public required Timing Forward { get; init; }

    /// <summary>Forward through what comes before the first dense layer; null where no convolution does.</summary>
    public required Timing? Convolutions { get; init; }

    /// <summary>The convergence that was asked for, or null.</summary>
    public ConvergenceMeasurement? Convergence { get; init; }

    /// <summary>The same explanation on a device; null where none was asked for.</summary>
    public Timing? OnDevice { get; init; }

    public required Timing Product { get; init; }

    /// <summary>Operations of the products that an explanation's plan runs, a batch; zeros count.</summary>
    public required double ExplainOperations { get; init; }

    /// <summary>Operations of the forward pass's products, a batch.</summary>
    public required double ForwardOperations { get; init; }

    /// <summary>Operations of the convolutions of one forward pass, a batch.</summary>
    public required double ConvolutionOperations { get; init; }

    /// <summary>Bytes that the plan's steps read and write, a batch.</summary>
    public required long BytesMoved { get; init; }

    public required Traffic Traffic { get; init; }

    /// <summary>The most memory of the process while it explained, with the weights; 10⁶ bytes.</summary>
    public required double PeakMegabytes { get; init; }

    public required int Threads { get; init; }

    public required int Batch { get; init; }

    public required int Runs { get; init; }

    /// <summary>The relevance [batch, input] of the inputs that were measured.</summary>
    public required float[] Relevance { get; init; }

    public double ProductGigaFlops => Product.GigaFlops(ProductRate.Operations);

    public double ExplainGigaFlops => Explain.GigaFlops(ExplainOperations);

    public double ForwardGigaFlops => Forward.GigaFlops(ForwardOperations);

    public double? ConvolutionGigaFlops => Convolutions?.GigaFlops(ConvolutionOperations);

    public double RatioToForward => Explain.Median / Forward.Median;
}
