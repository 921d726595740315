namespace RuleCompiler;

/// <summary>A layer of a network. Batches are [N, …]; images are [N,C,H,W].</summary>
public abstract record Layer
{
    /// <summary>
    /// The layer's name, unique in its network. Unnamed layers are called after their kind and their place among
    /// it, counted from 1 in execution order: conv1, conv2, dense1, …
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>Whether this is the first layer with weights (Dense or Conv2d) in execution order.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether this is the last layer with weights (Dense or Conv2d) in execution order.</summary>
    public bool IsLast { get; init; }

    /// <summary>
    /// Whether the nearest layer with weights (Dense or Conv2d) that comes before is a Dense, following first inputs.
    /// </summary>
    public bool FollowsDense { get; init; }

    /// <summary>
    /// Whether this is the first layer with weights and has an input of declared range: the network declares its
    /// input's, and the layer reads that input as it is, or moved and reshaped. Behind a normalisation or an activation
    /// the range is another one.
    /// </summary>
    public bool HasBoundedInput { get; init; }
}
