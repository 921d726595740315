namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Gathers the tensors that the nodes use, as the layers want them.</summary>
internal sealed class OnnxCollector(OnnxConstants constants, string file)
{
    /// <summary>More layouts of one tensor than any network needs; the limit bounds the memory a hostile file can claim.</summary>
    private const int MaxLayouts = 8;

    private readonly List<Tensor> tensors = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<TensorProto, List<TensorLayout>> layouts = new(ReferenceEqualityComparer.Instance);
    private readonly OnnxTensorReader reader = new(file);

    /// <summary>The tensors so far, in the order of their uses.</summary>
    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>Adds a tensor for a use, unless it is a constant of integers or a lone number of an operator.</summary>
    /// <exception cref="WeightFileException">The tensor is damaged or not finite.</exception>
    public void Add(OnnxUse use)
    {
        (TensorProto proto, bool transposed) = constants[use.Name];
        bool transpose = use.Transpose != transposed;
        int[] shape = OnnxTensorReader.Shape(proto, use.Name, file).Shape;
        if (use.Role == TensorRole.Other && (names.Contains(use.Name) || shape.All(axis => axis == 1)))
        {
            // A clip's bound or a pad's value may well be infinite; it is no weight.
            return;
        }

        if (Values(proto, use, transpose) is not { } values)
        {
            return;
        }

        tensors.Add(new Tensor(NewName(use.Name), Layout(shape, transpose, use.Flat), values, use.Role));
    }

    private float[]? Values(TensorProto proto, OnnxUse use, bool transpose)
    {
        if (!layouts.TryGetValue(proto, out List<TensorLayout>? known))
        {
            layouts.Add(proto, known = []);
        }

        if (known.Find(l => l.Transposed == transpose && l.Factor.Equals(use.Factor)) is { } same)
        {
            return same.Values;
        }

        if (known.Count == MaxLayouts)
        {
            throw new WeightFileException(
                file,
                $"tensor '{use.Name}'",
                "More nodes share it than any network needs, each differently.",
                "Export it unshared."
            );
        }

        float[]? values = reader.Read(proto, use.Name);
        if (values is not null)
        {
            values = transpose ? Transpose(values, proto, use.Name) : values;
            Scale(values, use.Factor);
            FiniteCheck.Check(file, use.Name, values);
        }

        known.Add(new TensorLayout(transpose, use.Factor, values));
        return values;
    }

    private float[] Transpose(float[] values, TensorProto proto, string name)
    {
        if (proto.Dims.Count != 2)
        {
            throw new WeightFileException(
                file,
                $"tensor '{name}'",
                $"A dense layer's weights have {proto.Dims.Count} axes instead of 2.",
                "Export the model again."
            );
        }

        int rows = (int)proto.Dims[0],
            columns = (int)proto.Dims[1];
        var result = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return result;
    }

    private static void Scale(float[] values, float factor)
    {
        if (factor != 1)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] *= factor;
            }
        }
    }

    private static int[] Layout(int[] shape, bool transpose, bool flat)
    {
        int ones = 0;
        while (flat && ones < shape.Length - 1 && shape[ones] == 1)
        {
            ones++;
        }

        return transpose ? [shape[1], shape[0]]
            : ones == 0 ? shape
            : shape[ones..];
    }

    private string NewName(string name)
    {
        string free = name;
        for (int use = 2; !names.Add(free); use++)
        {
            free = $"{name}#{use}";
        }

        return free;
    }
}

/// <summary>A tensor's numbers as some node wants them.</summary>
/// <param name="Transposed">Whether the matrix is transposed.</param>
/// <param name="Factor">What it is multiplied by.</param>
/// <param name="Values">The numbers; null where they are no weights.</param>
internal sealed record TensorLayout(bool Transposed, float Factor, float[]? Values);
