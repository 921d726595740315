using System.Buffers.Binary;
using RuleCompiler.WeightFiles;

namespace RuleCompiler;

/// <summary>An array of a .npy or .npz file, in C order (the last axis runs fastest) whatever order the file has.</summary>
public sealed class NpyArray
{
    private readonly string origin;
    private readonly byte[] bytes;

    internal NpyArray(string origin, NpyType type, int[] shape, byte[] bytes, int length)
    {
        this.origin = origin;
        this.bytes = bytes;
        Type = type;
        Shape = shape;
        Length = length;
    }

    /// <summary>The element type in the file.</summary>
    public NpyType Type { get; }

    /// <summary>The length of every axis, outermost first; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>The number of elements: the product of <see cref="Shape"/>.</summary>
    public int Length { get; }

    /// <summary>Whether the elements are floating-point numbers.</summary>
    public bool IsFloatingPoint => Type is NpyType.Float16 or NpyType.Float32 or NpyType.Float64;

    /// <summary>The elements as float32, rounded to nearest; bools are 0 and 1. NaN and infinities are kept.</summary>
    public float[] ToSingles() =>
        Type switch
        {
            NpyType.Float32 => FloatBytes.FromSingles(bytes),
            NpyType.Float64 => FloatBytes.FromDoubles(bytes),
            NpyType.Float16 => FloatBytes.FromHalves(bytes),
            _ => Convert(i => (float)Integer(i)),
        };

    /// <summary>The elements as float64; an int64 beyond 2⁵³ is rounded.</summary>
    public double[] ToDoubles() => Convert(Number);

    /// <summary>The elements as int32.</summary>
    /// <exception cref="WeightFileException">An element is no whole number, or beyond the range of int32.</exception>
    public int[] ToInts() =>
        Convert(i =>
        {
            double number = Number(i);
            return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
                ? (int)number
                : throw new WeightFileException(
                    origin,
                    $"value {i}",
                    $"{number} is no 32-bit whole number.",
                    "Read the array as numbers."
                );
        });

    private T[] Convert<T>(Func<int, T> element)
    {
        var values = new T[Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = element(i);
        }

        return values;
    }

    private double Number(int i) =>
        Type switch
        {
            NpyType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)),
            NpyType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * i)),
            NpyType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i)),
            _ => Integer(i),
        };

    private long Integer(int i) =>
        Type switch
        {
            NpyType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i)),
            NpyType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * i)),
            NpyType.Bool => bytes[i] != 0 ? 1 : 0,
            _ => bytes[i],
        };
}
