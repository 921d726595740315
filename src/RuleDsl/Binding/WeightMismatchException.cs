namespace RuleCompiler;

/// <summary>A weights file does not fit a network.</summary>
public sealed class WeightMismatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What does not fit, where, and what to do.</param>
    /// <param name="layer">The layer's name, where one layer is at fault.</param>
    /// <param name="tensor">The tensor's name, where one tensor is at fault.</param>
    public WeightMismatchException(string message, string? layer = null, string? tensor = null)
        : base(message)
    {
        Layer = layer;
        Tensor = tensor;
    }

    /// <summary>The name of the layer at fault, or null.</summary>
    public string? Layer { get; }

    /// <summary>The name of the tensor at fault, or null.</summary>
    public string? Tensor { get; }
}
