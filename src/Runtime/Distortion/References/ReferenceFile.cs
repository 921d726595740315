namespace RuleCompiler;

/// <summary>Reference distributions as .npz files; the arrays' names say which distribution it is.</summary>
internal static class ReferenceFile
{
    private const string MeanName = "mean";
    private const string VarianceName = "variance";
    private const string FactorName = "factor";
    private const string LowName = "low";
    private const string HighName = "high";
    private const string ProbabilityName = "probability";

    public static void Write(string path, ReferenceDistribution reference)
    {
        int d = reference.Size;
        NpzFile.Write(
            path,
            reference switch
            {
                GaussianReference g => [Row(MeanName, g.Mean), Row(VarianceName, g.Variance)],
                LowRankReference q => [Row(MeanName, q.Mean), new Tensor(FactorName, [q.Rank, d], q.Factor.ToArray())],
                UniformReference u => [Row(LowName, u.Low), Row(HighName, u.High)],
                BinaryReference b => [Row(ProbabilityName, b.Mean)],
                _ => throw new NotSupportedException(
                    $"'{reference.GetType().Name}' has no file format; save what it is made of."
                ),
            }
        );
    }

    public static ReferenceDistribution Read(string path)
    {
        NpzFile file = NpzFile.Read(path);
        try
        {
            if (file.TryGet(FactorName, out NpyArray? factor))
                return new LowRankReference(Values(file, MeanName), factor.ToSingles());
            if (file.TryGet(VarianceName, out NpyArray? variance))
                return new GaussianReference(Values(file, MeanName), variance.ToSingles());
            if (file.TryGet(ProbabilityName, out NpyArray? probability))
                return new BinaryReference(probability.ToSingles());
            if (file.TryGet(LowName, out NpyArray? low))
                return new UniformReference(low.ToSingles(), Values(file, HighName));
        }
        catch (ArgumentException e)
        {
            throw new WeightFileException(path, null, e.Message, "Estimate the distribution again.", e);
        }

        throw new WeightFileException(
            path,
            null,
            "It holds no reference distribution.",
            $"Give one with {MeanName} and {VarianceName}, {MeanName} and {FactorName}, {LowName} and {HighName}, or {ProbabilityName}."
        );
    }

    private static float[] Values(NpzFile file, string name) => file[name].ToSingles();

    private static Tensor Row(string name, ReadOnlySpan<float> values) => new(name, [values.Length], values.ToArray());
}
