using RuleCompiler;

namespace RdeStudy;

/// <summary>Held-out digits, and what stands for a digit where none is given.</summary>
internal static class Digits
{
    public const int Side = 28;
    private const int Size = Side * Side;
    private const int Rank = 30;
    private const string Diagonal = "digits-diagonal.npz";
    private const string LowRank = "digits-low-rank.npz";

    /// <summary>Normal numbers with the training digits' mean and variance.</summary>
    public static ReferenceDistribution Independent() => ReferenceDistribution.Load(InData(Diagonal));

    /// <summary>The same mean with the 30 leading directions of the training digits' covariance.</summary>
    public static ReferenceDistribution Correlated() => ReferenceDistribution.Load(InData(LowRank));

    /// <summary>Some digits of each class, and others to compare with.</summary>
    /// <param name="ofEach">How many of each class.</param>
    /// <param name="others">How many others.</param>
    /// <returns>[N, 784] in the classes' order, their classes, and others, [784] each.</returns>
    public static (float[] Images, int[] Labels, IReadOnlyList<float[]> Others) Read(int ofEach, int others)
    {
        float[] all = IdxFile.Read(InData("digit-images.idx3.gz")).ToSingles();
        byte[] labels = IdxFile.Read(InData("digit-labels.idx1.gz")).Bytes;
        int[] chosen =
        [
            .. Enumerable
                .Range(0, 10)
                .SelectMany(label => Enumerable.Range(0, labels.Length).Where(i => labels[i] == label).Take(ofEach)),
        ];
        return (
            [.. chosen.SelectMany(Image)],
            [.. chosen.Select(i => (int)labels[i])],
            [.. Enumerable.Range(0, labels.Length).Except(chosen).Take(others).Select(Image)]
        );

        float[] Image(int i) => all[(i * Size)..((i + 1) * Size)];
    }

    /// <summary>One image of each class, a six first.</summary>
    public static int[] Shown(Subject subject) =>
        [
            .. Enumerable
                .Range(0, subject.Count)
                .GroupBy(n => subject.Captions[n])
                .OrderBy(digit => digit.Key != "6")
                .Select(digit => digit.First()),
        ];

    /// <summary>Estimates both distributions from a data set's images and writes them, in one pass.</summary>
    /// <param name="images">An IDX file, [N, 28, 28], gzip or not.</param>
    /// <param name="folder">Where they go.</param>
    public static void Estimate(string images, string folder)
    {
        ReferenceEstimator estimator = new(Size, Rank);
        estimator.Add(IdxFile.Read(images).ToSingles());
        estimator.Gaussian().Save(Path.Combine(folder, Diagonal));
        estimator.LowRank().Save(Path.Combine(folder, LowRank));
        Console.WriteLine($"wrote {Diagonal}, {LowRank} of {estimator.Count} images to {Path.GetFullPath(folder)}");
    }

    private static string InData(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);
}
