using System.Security.Cryptography;
using System.Text;
using RuleCompiler;

namespace RdeStudy;

/// <summary>Results in files, so that a run that was stopped goes on, and a test of other random inputs has its maps.</summary>
/// <param name="folder">Where the files are.</param>
internal sealed class Kept(string folder)
{
    /// <summary>A method's maps, and how long one of them took in seconds: from a file, or made and kept.</summary>
    public (MapResult Found, double Seconds) Maps(
        Subject subject,
        MapMethod method,
        Func<(MapResult Found, double Seconds)> make
    )
    {
        string file = Name("maps", subject.Explained, subject, method);
        if (File.Exists(file))
        {
            NpzFile kept = NpzFile.Read(file);
            double[] search = Numbers(kept, "search");
            return (
                new(kept["maps"].ToSingles())
                {
                    Search = search is [double rate, double d, double n, double asked] ? new(rate, d, n, asked) : null,
                },
                Numbers(kept, "seconds")[0]
            );
        }

        (MapResult found, double seconds) = make();
        double[] ended = found.Search is { } s ? [s.Rate, s.Distortion, s.Iterations, s.Evaluations] : [];
        NpzFile.Write(
            file,
            [new("maps", [found.Maps.Length], found.Maps), Row("search", ended), Row("seconds", [seconds])]
        );
        return (found, seconds);
    }

    /// <summary>The curve of a method's maps: from a file, or made and kept.</summary>
    public Curve Curve(Subject subject, MapMethod method, Func<Curve> make)
    {
        string file = Name("curve", subject.Tested, subject, method);
        if (File.Exists(file))
        {
            NpzFile kept = NpzFile.Read(file);
            double[] rates = Numbers(kept, "rates"),
                area = Numbers(kept, "area");
            return new(
                rates,
                Numbers(kept, "mean"),
                Numbers(kept, "low"),
                Numbers(kept, "high"),
                [.. Numbers(kept, "images").Chunk(rates.Length)],
                (area[0], area[1], area[2])
            );
        }

        Curve curve = make();
        NpzFile.Write(
            file,
            [
                Row("rates", curve.Rates),
                Row("mean", curve.Mean),
                Row("low", curve.Low),
                Row("high", curve.High),
                Row("images", [.. curve.Images.SelectMany(image => image)]),
                Row("area", [curve.Area.Mean, curve.Area.Low, curve.Area.High]),
            ]
        );
        return curve;
    }

    private string Name(string what, string settings, Subject subject, MapMethod method)
    {
        byte[] all = Encoding.UTF8.GetBytes($"{settings} {method.Name} {method.Settings}");
        string digest = Convert.ToHexStringLower(SHA256.HashData(all).AsSpan(0, 4));
        string name = string.Concat(
            method.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')
        );
        return Path.Combine(folder, $"{subject.Name}-{name}-{what}-{digest}.npz");
    }

    private static double[] Numbers(NpzFile file, string name) =>
        Array.ConvertAll(file[name].ToSingles(), value => (double)value);

    private static Tensor Row(string name, double[] values) =>
        new(name, [values.Length], Array.ConvertAll(values, value => (float)value));
}
