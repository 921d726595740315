namespace RuleCompiler;

/// <summary>How an explainer is loaded.</summary>
public sealed record ExplainerOptions
{
    /// <summary>Most threads one call uses; 0 for one per processor. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Threads));
            field = value;
        }
    }

    /// <summary>
    /// Tensors of the rules' per-input and per-weight parameters by <c>layer.Parameter</c>, such as
    /// <c>conv1.Low</c>: one value, one for each channel [C], or the full shape, in memory order.
    /// </summary>
    public IReadOnlyDictionary<string, float[]> Operands { get; init; } = new Dictionary<string, float[]>();

    /// <summary>
    /// Where passes run; null for this processor, by the kernels in C#. Weights are uploaded when the explainer is
    /// loaded, and each call takes up its inputs and brings down its results.
    /// </summary>
    public Device? Device { get; init; } = Usual;

    /// <summary>Where passes run unless options say. Tests set it, to run everything on a device.</summary>
    internal static Device? Usual { get; set; }

    /// <summary>
    /// The reference input in memory order, for rules that name a0, x0 or y0; zeros unless given. It is copied when
    /// the explainer is loaded, and lies in the range that the network declares.
    /// </summary>
    public float[]? Reference { get; init; }
}
