using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RuleCompiler;

namespace RdeStudy;

/// <summary>What is explained, and how the explanations are tested.</summary>
/// <param name="Name">As files and pages call it.</param>
/// <param name="Title">The page's heading.</param>
/// <param name="Side">Pixels along a side.</param>
/// <param name="Images">[N, 1, side, side]</param>
/// <param name="Targets">[N], the network's strongest output for each: what the paper explains.</param>
/// <param name="Captions">[N], what an image is.</param>
internal sealed record Subject(
    string Name,
    string Title,
    int Side,
    float[] Images,
    int[] Targets,
    IReadOnlyList<string> Captions
)
{
    public required WeightSet Weights { get; init; }

    /// <summary>What stands where a pixel is not kept: independent normal numbers.</summary>
    public required ReferenceDistribution Independent { get; init; }

    /// <summary>The same mean with a covariance of low rank; null where it is not used.</summary>
    public ReferenceDistribution? Correlated { get; init; }

    /// <summary>Inputs that SHAP compares with.</summary>
    public required IReadOnlyList<float[]> Others { get; init; }

    /// <summary>λ of the rate-distortion explanations.</summary>
    public required double Lambda { get; init; }

    /// <summary>Random inputs of the ordering test for each image.</summary>
    public required int Samples { get; init; }

    /// <summary>The parts of the pixels at which distortion is measured, ascending, 0 and 1 among them.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Opens the network; only its outputs are asked for.</summary>
    public required Func<WeightSet, Explainer> Open { get; init; }

    public int Count => Targets.Length;

    public int Size => Side * Side;

    /// <summary>One image, [1, side, side].</summary>
    public ReadOnlySpan<float> Image(int n) => Images.AsSpan(n * Size, Size);

    /// <summary>All that maps depend on beside the method.</summary>
    public string Explained =>
        FormattableString.Invariant($"{Name} {Count} images, {Others.Count} others, λ {Lambda}, {Digest}");

    /// <summary>All that curves depend on beside the method.</summary>
    public string Tested => FormattableString.Invariant($"{Explained}, {Samples} samples at {string.Join(' ', Rates)}");

    /// <summary>The images, what stands for pixels that are not kept, and the weights, as a few digits.</summary>
    private string Digest
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(Images);
            Add(Independent.Mean);
            Add(Independent.Variance);
            if (Correlated is not null)
                Add(Correlated.Factor);
            foreach (Tensor tensor in Weights)
                Add(tensor.Values);
            return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));

            void Add(ReadOnlySpan<float> numbers) => hash.AppendData(MemoryMarshal.AsBytes(numbers));
        }
    }

    /// <summary>The strongest output of each image.</summary>
    public static int[] Strongest(Explainer network, float[] images, int size)
    {
        int count = images.Length / size;
        float[] outputs = network.Predict(images);
        int each = outputs.Length / count;
        return [.. Enumerable.Range(0, count).Select(n => IndexOfMax(outputs.AsSpan(n * each, each)))];
    }

    private static int IndexOfMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
