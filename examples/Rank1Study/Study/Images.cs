using RuleCompiler;

namespace Rank1Study;

/// <summary>What goes into a network.</summary>
/// <param name="What">What they are.</param>
/// <param name="Size">Numbers of one.</param>
/// <param name="Values">[N, C, H, W].</param>
/// <param name="Labels">[N], the classes; empty where nobody knows.</param>
internal sealed record Images(string What, int Size, float[] Values, IReadOnlyList<int> Labels)
{
    /// <summary>The first of them.</summary>
    public float[] First(int count) => Values[..(count * Size)];

    /// <summary>Images of a data set, [N, 1, 28, 28] in [0, 1].</summary>
    public static Images Read(string name)
    {
        string data = Path.Combine(AppContext.BaseDirectory, "data");
        float[] values = IdxFile.Read(Path.Combine(data, $"{name}-images.idx3.gz")).ToSingles();
        byte[] labels = IdxFile.Read(Path.Combine(data, $"{name}-labels.idx1.gz")).Bytes;
        return new("test images", values.Length / labels.Length, values, [.. labels.Select(label => (int)label)]);
    }

    /// <summary>
    /// Clouds: random numbers at 8 × 8 places, interpolated, and a little noise, within the range that the network
    /// declares. No photographs that may be passed on are at hand.
    /// </summary>
    public static Images Clouds(int count, int channels, int side, (float Low, float High) range)
    {
        Random random = new(1);
        double middle = (range.Low + range.High) / 2,
            deviation = (range.High - range.Low) / 5;
        float[] values = new float[count * channels * side * side];
        for (int plane = 0; plane < count * channels; plane++)
        {
            double[,] coarse = new double[9, 9];
            for (int i = 0; i < coarse.Length; i++)
                coarse[i / 9, i % 9] = Normal(random);
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < side; x++)
                {
                    double value = Between(coarse, 8.0 * y / side, 8.0 * x / side) + (0.1 * Normal(random));
                    values[(((plane * side) + y) * side) + x] = (float)
                        Math.Clamp(middle + (deviation * value), range.Low, range.High);
                }
            }
        }

        return new("random clouds", channels * side * side, values, []);
    }

    private static double Between(double[,] coarse, double y, double x)
    {
        (int top, int left) = ((int)y, (int)x);
        (double down, double right) = (y - top, x - left);
        double above = (coarse[top, left] * (1 - right)) + (coarse[top, left + 1] * right);
        double below = (coarse[top + 1, left] * (1 - right)) + (coarse[top + 1, left + 1] * right);
        return (above * (1 - down)) + (below * down);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
