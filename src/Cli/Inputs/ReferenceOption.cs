using System.Globalization;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>What --reference of distortion says: the distribution of what is not fixed.</summary>
internal static class ReferenceOption
{
    private const int PapersRank = 30;
    private const string Known =
        "gaussian:DATA, low-rank:DATA, low-rank:RANK:DATA, uniform:LOW,HIGH, binary, or a .npz file that a reference distribution was saved to";

    /// <exception cref="ToolException">The text names no distribution, or its data do not fit the network.</exception>
    public static ReferenceDistribution Read(Subject subject, string text, CancellationToken cancellation)
    {
        int size = subject.Inputs.Sum(input => input.Shape.Aggregate(1, (product, extent) => product * extent));
        (string kind, string rest) = text.Split(':', 2) is [var before, var after] ? (before, after) : (text, "");
        ReferenceDistribution reference = kind switch
        {
            "gaussian" => Estimated(subject, rest, 0, cancellation).Gaussian(),
            "low-rank" => LowRank(subject, size, rest, cancellation),
            "uniform" => Uniform(size, text, rest),
            "binary" when rest.Length == 0 => new BinaryReference(size),
            _ when text.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) => ReferenceDistribution.Load(text),
            _ => throw ToolException.Use($"--reference '{text}' names no distribution; give {Known}"),
        };
        return reference.Size == size
            ? reference
            : throw ToolException.Use(
                $"--reference '{text}' is a distribution of {reference.Size} numbers, the network's input has {size}"
            );
    }

    private static LowRankReference LowRank(Subject subject, int size, string rest, CancellationToken cancellation)
    {
        bool said = rest.Split(':', 2) is [{ Length: > 0 } before, _] && before.All(char.IsAsciiDigit);
        (string number, string file) = said ? (rest.Split(':', 2)[0], rest.Split(':', 2)[1]) : ($"{PapersRank}", rest);
        // what is no int is too large for any estimator
        int rank = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int fits)
            ? fits
            : int.MaxValue;
        if (rank < 1)
            throw ToolException.Use($"--reference 'low-rank:{rest}': a rank of {rank} is too small; give 1 or more");
        int largest = ReferenceEstimator.LargestRank(size);
        if (rank > largest)
            throw ToolException.Use(
                $"--reference 'low-rank:{rest}': a rank of {number} is too large for inputs of {size} numbers; give at most {largest}"
            );
        return Estimated(subject, file, rank, cancellation).LowRank();
    }

    private static ReferenceEstimator Estimated(Subject subject, string file, int rank, CancellationToken cancellation)
    {
        if (subject.Inputs is not [var (_, shape)])
            throw ToolException.Use(
                $"--reference: the network has {subject.Inputs.Count} inputs, and a distribution is estimated for networks of one"
            );
        IReadOnlyList<float[]> samples = InputArray.Read(file, shape).Samples(shape);
        return Progress.Show(
            "estimating the reference",
            () => ReferenceEstimator.Of(samples, rank, null, cancellation)
        );
    }

    private static UniformReference Uniform(int size, string text, string rest)
    {
        string[] ends = rest.Split(',', StringSplitOptions.TrimEntries);
        return
            ends.Length == 2
            && float.TryParse(ends[0], CultureInfo.InvariantCulture, out float low)
            && float.TryParse(ends[1], CultureInfo.InvariantCulture, out float high)
            && float.IsFinite(low)
            && float.IsFinite(high)
            && low < high
            ? new(size, low, high)
            : throw ToolException.Use($"--reference '{text}' is no range; write it as uniform:0,1");
    }
}
