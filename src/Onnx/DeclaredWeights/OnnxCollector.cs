namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Gathers the tensors that the nodes use, as the layers want them.</summary>
internal sealed class OnnxCollector(OnnxConstants constants, string file)
{
    /// <summary>More layouts of one tensor than any network needs; the limit bounds the memory a hostile file can claim.</summary>
    private const int MaxLayouts = 8;

    private readonly List<Tensor> tensors = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<TensorProto, Dictionary<(bool, float), float[]?>> layouts = new(
        ReferenceEqualityComparer.Instance
    );
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
        if (!layouts.TryGetValue(proto, out Dictionary<(bool, float), float[]?>? known))
        {
            layouts.Add(proto, known = []);
        }

        if (known.TryGetValue((transpose, use.Factor), out float[]? values))
        {
            return values;
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

        values = reader.Read(proto, use.Name);
        if (values is not null)
        {
            values = transpose ? Transpose(values, proto, use.Name) : values;
            Scale(values, use.Factor);
            FiniteCheck.Check(file, use.Name, values);
        }

        known.Add((transpose, use.Factor), values);
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
        int ones = flat ? Math.Min(shape.TakeWhile(axis => axis == 1).Count(), shape.Length - 1) : 0;
        return transpose ? [shape[1], shape[0]] : shape[Math.Max(ones, 0)..];
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
