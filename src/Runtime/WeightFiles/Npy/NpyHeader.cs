using System.Globalization;

namespace RuleCompiler.WeightFiles.Npy;

/// <summary>A .npy file's description of its array, written as a Python dictionary.</summary>
/// <param name="Type">The element type.</param>
/// <param name="Fortran">Whether the first axis runs fastest.</param>
/// <param name="Axes">The declared lengths, not yet checked.</param>
internal sealed record NpyHeader(NpyType Type, bool Fortran, IReadOnlyList<long> Axes)
{
    /// <summary>The bytes of one element.</summary>
    public int Size =>
        Type switch
        {
            NpyType.Float64 or NpyType.Int64 => 8,
            NpyType.Float32 or NpyType.Int32 => 4,
            NpyType.Float16 => 2,
            _ => 1,
        };

    /// <summary>Reads e.g. <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</summary>
    /// <exception cref="WeightFileException">The text is none such, or names a type that is not understood.</exception>
    public static NpyHeader Parse(string text, string file, string? place)
    {
        string type = Value(text, "descr", file, place);
        return new NpyHeader(
            TypeOf(type.Trim('\'', '"'), file, place),
            Value(text, "fortran_order", file, place) switch
            {
                "True" => true,
                "False" => false,
                _ => throw Malformed(file, place, "fortran_order"),
            },
            AxesOf(Value(text, "shape", file, place), file, place)
        );
    }

    private static string Value(string text, string key, string file, string? place)
    {
        int at = text.IndexOf($"'{key}':", StringComparison.Ordinal);
        if (at < 0)
        {
            throw Malformed(file, place, key);
        }

        ReadOnlySpan<char> rest = text.AsSpan(at + key.Length + 3).TrimStart();
        int end = rest.StartsWith("(") ? rest.IndexOf(')') + 1 : rest.IndexOfAny(',', '}');
        return end <= 0 ? throw Malformed(file, place, key) : rest[..end].Trim().ToString();
    }

    private static List<long> AxesOf(string tuple, string file, string? place)
    {
        if (tuple is not ['(', .., ')'])
        {
            throw Malformed(file, place, "shape");
        }

        var axes = new List<long>();
        foreach (
            string part in tuple[1..^1]
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            // Python 2 wrote its long integers as 3L.
            if (
                !long.TryParse(
                    part.TrimEnd('L'),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out long axis
                )
            )
            {
                throw Malformed(file, place, "shape");
            }

            axes.Add(axis);
        }

        return axes;
    }

    private static NpyType TypeOf(string descr, string file, string? place) =>
        descr switch
        {
            "<f2" => NpyType.Float16,
            "<f4" => NpyType.Float32,
            "<f8" => NpyType.Float64,
            "<i4" => NpyType.Int32,
            "<i8" => NpyType.Int64,
            "|u1" => NpyType.UInt8,
            "|b1" => NpyType.Bool,
            _ => throw new WeightFileException(
                file,
                place,
                $"The element type '{descr}' is not understood.",
                "Store little-endian float16, float32, float64, int32, int64, uint8 or bool."
            ),
        };

    private static WeightFileException Malformed(string file, string? place, string key) =>
        new(
            file,
            place,
            $"The array's header has no proper '{key}'.",
            "It is no .npy array, or damaged: write it again."
        );
}
