namespace RuleCompiler;

/// <summary>A named array of float32 numbers in C order (the last axis runs fastest).</summary>
public sealed class Tensor
{
    /// <summary>Makes a tensor over the given arrays, which are not copied.</summary>
    /// <param name="name">The tensor's name in its file.</param>
    /// <param name="shape">The length of every axis; empty for a single number.</param>
    /// <param name="values">The numbers, in C order.</param>
    /// <param name="role">What the tensor is for, or null where the file does not tell.</param>
    /// <exception cref="ArgumentException">An axis is negative, or the number of values is not the product of the shape.</exception>
    public Tensor(string name, int[] shape, float[] values, TensorRole? role = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (!HasLength(shape, values.Length))
        {
            throw new ArgumentException(
                $"Tensor '{name}' of shape [{string.Join(", ", shape)}] cannot hold {values.Length} values.",
                nameof(values)
            );
        }

        Name = name;
        Shape = shape;
        Values = values;
        Role = role;
    }

    /// <summary>The tensor's name in its file.</summary>
    public string Name { get; }

    /// <summary>The length of every axis, outermost first; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>The numbers, in C order; their count is the product of <see cref="Shape"/>.</summary>
    public float[] Values { get; }

    /// <summary>What the tensor is for, or null where its file does not tell.</summary>
    public TensorRole? Role { get; }

    /// <summary>The name, shape and role, for messages and the debugger.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}] {Role}";

    private static bool HasLength(int[] shape, long length)
    {
        long product = 1;
        foreach (int axis in shape)
        {
            if (axis < 0)
            {
                return false;
            }

            // Once past the largest array no axis but a zero can bring it back.
            product = Math.Min(product * axis, int.MaxValue + 1L);
        }

        return product == length;
    }
}
