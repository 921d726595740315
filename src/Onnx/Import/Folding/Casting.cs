namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Real numbers to whole ones, truth values and back.</summary>
internal static class Casting
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Cast"] = operands => Cast(operands[0], operands.Attributes.Integer("to", 0)),
            ["CastLike"] = CastLike,
        };

    /// <summary>A tensor as another type, one of TensorProto.DataType; null for text.</summary>
    public static ConstantTensor? Cast(ConstantTensor tensor, long type) =>
        type switch
        {
            1 or 11 => new(tensor.Shape, tensor.AsReals()),
            10 => new(tensor.Shape, Array.ConvertAll(tensor.AsReals(), value => (float)(Half)value)),
            16 => new(tensor.Shape, Array.ConvertAll(tensor.AsReals(), Shortened)),
            9 => new(tensor.Shape, Truth(tensor)),
            2 => Whole(tensor, value => (byte)value),
            3 => Whole(tensor, value => (sbyte)value),
            4 => Whole(tensor, value => (ushort)value),
            5 => Whole(tensor, value => (short)value),
            6 => Whole(tensor, value => (int)value),
            12 => Whole(tensor, value => (uint)value),
            7 or 13 => Whole(tensor, value => value),
            _ => null,
        };

    /// <summary>Which whole numbers of the other tensor are truth values is not known; they are taken for numbers.</summary>
    private static ConstantTensor? CastLike(Operands operands) => Cast(operands[0], operands[1].Reals is null ? 7 : 1);

    /// <summary>Truncated towards zero, as C does; what no whole number is near becomes the nearest there is.</summary>
    private static ConstantTensor Whole(ConstantTensor tensor, Func<long, long> narrow) =>
        new(
            tensor.Shape,
            tensor.Integers is { } integers
                ? Array.ConvertAll(integers, value => narrow(value))
                : Array.ConvertAll(tensor.Reals!, value => narrow((long)value))
        );

    private static long[] Truth(ConstantTensor tensor) =>
        tensor.Integers is { } integers
            ? Array.ConvertAll(integers, value => value == 0 ? 0L : 1)
            : Array.ConvertAll(tensor.Reals!, value => value == 0 ? 0L : 1);

    /// <summary>bfloat16: the upper half of a single, rounded to even.</summary>
    private static float Shortened(float value)
    {
        if (float.IsNaN(value))
            return value;
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}
