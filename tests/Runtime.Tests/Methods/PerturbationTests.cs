using RuleCompiler.Runtime.Tests.Explaining;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>Windows and groups against loops written for these tests alone.</summary>
public sealed class PerturbationTests
{
    private const int Height = 5;
    private const int Width = 7;
    private static readonly double[] Picture = Made(2 * Height * Width);
    private static readonly double[] Grey = [.. Enumerable.Repeat(0.25, Picture.Length)];

    /// <summary>A function of a picture [2,5,7] in which every pixel counts, and neighbours count together.</summary>
    private static readonly FunctionNetwork Network = new([2, Height, Width], Value);

    [Theory]
    [InlineData(2, 3, 2, 3)] // the last windows are cut off
    [InlineData(3, 3, 1, 2)] // overlaps are averaged
    [InlineData(5, 7, 5, 7)]
    public void Captum_s_occlusion(int height, int width, int down, int across)
    {
        double[] sums = new double[Picture.Length];
        int[] covers = new int[Picture.Length];
        for (int top = 0; top == 0 || top < Height - height + down; top += down)
        for (int left = 0; left == 0 || left < Width - width + across; left += across)
        {
            double[] hidden = [.. Picture];
            List<int> window = [];
            for (int c = 0; c < 2; c++)
            for (int y = top; y < Math.Min(top + height, Height); y++)
            for (int x = left; x < Math.Min(left + width, Width); x++)
                window.Add((c * Height * Width) + (y * Width) + x);
            window.ForEach(j => hidden[j] = Grey[j]);
            window.ForEach(j => sums[j] += Value(Picture) - Value(hidden));
            window.ForEach(j => covers[j]++);
        }

        double[] relevance = new Occlusion([height, width], [down, across])
            .Attribute(Network, Picture, 0, new() { References = [Grey] })
            .Relevance;
        Near.Same(sums.Zip(covers, (sum, count) => sum / count), relevance, 1e-12);
    }

    [Fact]
    public void Zennit_s_occlusion_keeps_the_window_which_wraps()
    {
        double[] sums = new double[Picture.Length];
        for (int top = 0; top < Height; top += 2)
        for (int left = 0; left < Width; left += 3)
        {
            double[] kept = new double[Picture.Length];
            List<int> window = [];
            for (int c = 0; c < 2; c++)
            for (int y = top; y < top + 2; y++)
            for (int x = left; x < left + 3; x++)
                window.Add((c * Height * Width) + (y % Height * Width) + (x % Width));
            window.ForEach(j => kept[j] = Picture[j]);
            window.ForEach(j => sums[j] += Value(kept));
        }

        Occlusion method = new([2, 3], Convention: OcclusionConvention.Zennit);
        Near.Same(sums, method.Attribute(Network, Picture, 0).Relevance, 1e-12);
    }

    [Fact]
    public void One_extent_is_height_and_width()
    {
        double[] both = new Occlusion([3]).Attribute(Network, Picture, 0).Relevance;
        Assert.Equal(new Occlusion([2, 3, 3]).Attribute(Network, Picture, 0).Relevance, both);
        Assert.Equal(
            new Occlusion([2, Height, Width]).Attribute(Network, Picture, 0).Relevance,
            new Occlusion().Attribute(Network, Picture, 0).Relevance
        );
    }

    [Fact]
    public void Ablation_replaces_a_group()
    {
        int[] groups = [.. Enumerable.Range(0, Picture.Length).Select(j => j % 3)];
        double[] expected =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(g => Value(Picture) - Value([.. Picture.Select((v, j) => groups[j] == g ? Grey[j] : v)])),
        ];
        Attribution attribution = new FeatureAblation().Attribute(
            Network,
            Picture,
            0,
            new() { Groups = groups, References = [Grey] }
        );
        Near.Same(expected, attribution.GroupValues!, 1e-12);
        Assert.Equal(groups.Select(g => attribution.GroupValues![g]), attribution.Relevance);
        Assert.Null(attribution.CompletenessError); // single groups promise no sum
    }

    private static double[] Made(int count) => [.. Enumerable.Range(0, count).Select(j => Math.Cos(1.3 * j) + 0.2)];

    private static double Value(double[] x) =>
        x.Select((v, j) => ((j % 5) - 1.5) * v * (1 + (0.3 * x[(j + 1) % x.Length]))).Sum();
}
