using System.Text;

namespace RuleCompiler;

/// <summary>[N,C,H,W] → [N, C·H·W], in memory order.</summary>
public sealed record Flatten : Layer;

/// <summary>Any shape to another one with as many values, in memory order; nothing is moved.</summary>
/// <param name="Shape">The output's shape without the batch, such as [C,H,W].</param>
public sealed record Reshape(params int[] Shape) : Layer
{
    /// <summary>Whether the other is the same layer with the same extents.</summary>
    public bool Equals(Reshape? other) => base.Equals(other) && Shape.AsSpan().SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Shape.Aggregate(base.GetHashCode(), (hash, extent) => HashCode.Combine(hash, extent));

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        base.PrintMembers(builder);
        builder.Append($", Shape = [{string.Join(",", Shape)}]");
        return true;
    }
}

/// <summary>Identity at inference.</summary>
/// <param name="Rate">The rate used in training; without effect here.</param>
public sealed record Dropout(float Rate = 0.5f) : Layer;

/// <summary>
/// A residual block: the sum of a body and a shortcut, both fed the block's input. Composites see the sum as an
/// <see cref="Add"/> layer.
/// </summary>
/// <param name="Body">The layers of the body.</param>
/// <param name="Shortcut">The layers of the shortcut; the identity unless given.</param>
public sealed record Residual(Layer[] Body, Layer[]? Shortcut = null) : Layer;
