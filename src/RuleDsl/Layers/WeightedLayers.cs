namespace RuleCompiler;

/// <summary>
/// A fully connected layer: y = W a + b, [N, …, inputs] → [N, …, Units], applied to each of the leading rows; W is
/// [Units, inputs].
/// </summary>
/// <param name="Units">The number of outputs.</param>
/// <param name="Bias">Whether a bias [Units] is added.</param>
public sealed record Dense(int Units, bool Bias = true) : Layer;

/// <summary>
/// A two-dimensional convolution, [N,C,H,W] → [N,Channels,OH,OW] with
/// OH = ⌊(H + top + bottom − dilation·(kernel − 1) − 1) / stride⌋ + 1; weights are [Channels, C/Groups, KH, KW].
/// </summary>
/// <param name="Channels">The number of output channels.</param>
/// <param name="Kernel">The kernel's size.</param>
/// <param name="Stride">The step between windows; 1 unless given.</param>
/// <param name="Pad">Zeros around the image; none unless given.</param>
/// <param name="Dilation">The step between a kernel's taps; 1 unless given.</param>
/// <param name="Groups">The number of groups, a divisor of both channel counts.</param>
/// <param name="Bias">Whether a bias [Channels] is added.</param>
public sealed record Conv2d(
    int Channels,
    Size Kernel,
    Size Stride = default,
    Padding Pad = default,
    Size Dilation = default,
    int Groups = 1,
    bool Bias = true
) : Layer;

/// <summary>
/// Batch normalisation at inference, per channel: y = scale·(x − mean)/√(variance + Eps) + shift. After a Dense
/// or Conv2d it is folded into it before any rule is applied.
/// </summary>
/// <param name="Eps">Added to the variance.</param>
public sealed record BatchNorm(float Eps = 1e-5f) : Layer;

/// <summary>
/// A factor and a summand per channel: y = weight_c·x + bias_c, any shape; weight and bias are [Channels]. Of n units,
/// unit u belongs to channel ⌊u·Channels/n⌋, so images [N,C,H,W] have one of each per channel.
/// </summary>
/// <param name="Channels">The number of factors: 1, the input's channels, or its units.</param>
public sealed record Affine(int Channels) : Layer;
