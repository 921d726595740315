using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Bench.Growth;

/// <summary>
/// Convolutional networks of any size: 3 × 3 convolutions with ReLUs on images of three channels, one maximum pool in
/// the middle, a mean over the image, a dense layer of ten outputs. EpsilonPlus throughout.
/// </summary>
/// <param name="Width">Channels of every convolution.</param>
/// <param name="Depth">Convolutions.</param>
/// <param name="Side">The image's height and width.</param>
internal sealed record Family(int Width, int Depth, int Side)
{
    private static readonly CompositeRequest Request = new() { Composite = "epsilon-plus", Range = (0, 1) };

    /// <summary>Numbers in one input.</summary>
    public int InputSize => 3 * Side * Side;

    public Explainer Load(int threads)
    {
        Subject subject = Subject;
        return Plan.Of(subject, Request, default).Explainer(subject.Weights, threads);
    }

    /// <summary>Operations of the products of one explanation of one image.</summary>
    public double Operations() => Analysis.Of(Subject, Request, default).Costs.Sum(c => (double)c.ProductFlops);

    private GraphSubject Subject =>
        GraphSubject.Of($"family-{Width}-{Depth}-{Side}", LayerGraph.Of(Layers(), [3, Side, Side]));

    private Layer[] Layers()
    {
        Layer[] convolution = [new Conv2d(Width, Kernel: 3, Pad: 1), new ReLU()];
        Layer[] half = [.. Enumerable.Repeat(convolution, Depth / 2).SelectMany(l => l)];
        return [.. half, new MaxPool(2), .. half, new GlobalAvgPool(), new Flatten(), new Dense(10)];
    }
}
