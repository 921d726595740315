using System.Security.Cryptography;
using System.Text;
using RuleCompiler;

namespace RdeStudy;

/// <summary>What was measured of a method on a subject; kept in a file, so that a run that was stopped goes on.</summary>
/// <param name="Method">The method.</param>
/// <param name="Found">Its maps.</param>
/// <param name="Seconds">How long an image's map took.</param>
/// <param name="Curve">The ordering test.</param>
internal sealed record Measured(MapMethod Method, MapResult Found, double Seconds, Curve Curve)
{
    public float[] Maps => Found.Maps;

    /// <summary>The file of a method's results; other settings have another name.</summary>
    public static string File(string folder, Subject subject, MapMethod method)
    {
        byte[] all = Encoding.UTF8.GetBytes($"{subject} {method.Name} {method.Settings}");
        string digest = Convert.ToHexStringLower(SHA256.HashData(all).AsSpan(0, 4));
        string name = string.Concat(
            method.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')
        );
        return Path.Combine(folder, $"{subject.Name}-{name}-{digest}.npz");
    }

    public void Save(string path) =>
        NpzFile.Write(
            path,
            [
                Row("maps", Maps),
                .. Found.Search is { } search
                    ? [Row("search", [search.Rate, search.Distortion, search.Iterations, search.Evaluations])]
                    : Array.Empty<Tensor>(),
                Row("seconds", [(float)Seconds]),
                Row("rates", Curve.Rates),
                Row("mean", Curve.Mean),
                Row("low", Curve.Low),
                Row("high", Curve.High),
                Row("images", [.. Curve.Images.SelectMany(image => image)]),
                Row("area", [Curve.Area.Mean, Curve.Area.Low, Curve.Area.High]),
            ]
        );

    public static Measured Load(string path, MapMethod method)
    {
        NpzFile file = NpzFile.Read(path);
        double[] rates = Numbers("rates"),
            area = Numbers("area");
        return new(
            method,
            new(file["maps"].ToSingles())
            {
                Search =
                    file.TryGet("search", out _)
                    && Numbers("search") is [double rate, double d, double iterations, double asked]
                        ? new(rate, d, iterations, asked)
                        : null,
            },
            Numbers("seconds")[0],
            new(
                rates,
                Numbers("mean"),
                Numbers("low"),
                Numbers("high"),
                [.. Numbers("images").Chunk(rates.Length)],
                (area[0], area[1], area[2])
            )
        );

        double[] Numbers(string name) => Array.ConvertAll(file[name].ToSingles(), value => (double)value);
    }

    private static Tensor Row(string name, double[] values) =>
        Row(name, Array.ConvertAll(values, value => (float)value));

    private static Tensor Row(string name, float[] values) => new(name, [values.Length], values);
}
