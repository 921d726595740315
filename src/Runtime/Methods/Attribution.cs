namespace RuleCompiler;

/// <summary>What an <see cref="AttributionMethod"/> attributes to each number of an input.</summary>
public sealed class Attribution
{
    private readonly int[] _shape;

    /// <summary>For methods, those of users too.</summary>
    /// <param name="method">The method.</param>
    /// <param name="relevance">The relevance, in its shape.</param>
    /// <param name="shape">The shape without the batch.</param>
    /// <param name="target">The attributed output.</param>
    /// <exception cref="ArgumentException">The shape is not that of the relevance.</exception>
    public Attribution(AttributionMethod method, double[] relevance, int[] shape, int target)
    {
        if (relevance.Length != shape.Aggregate(1, (size, extent) => size * extent))
            throw new ArgumentException(
                $"There are {relevance.Length} relevances for the shape {InputCheck.Text(shape)}; give one for each place.",
                nameof(relevance)
            );
        (Method, Relevance, _shape, Target) = (method, relevance, shape, target);
    }

    /// <summary>The method with its parameters.</summary>
    public AttributionMethod Method { get; }

    /// <summary>
    /// The relevance of each number of the input, in its shape; of a method on a layer in <see cref="Shape"/>. Where
    /// there are groups, each number has the value of its whole group.
    /// </summary>
    public double[] Relevance { get; }

    /// <summary>The relevance's shape without the batch, such as [C,H,W] or [features].</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The attributed output.</summary>
    public int Target { get; }

    /// <summary>The value of each group, [groups]; null where the method knows none.</summary>
    public double[]? GroupValues { get; init; }

    /// <summary>The output's value f(x); null where the method does not ask for it.</summary>
    public double? Output { get; init; }

    /// <summary>The output's value f(x0) at the reference, the mean of several; null where there is none.</summary>
    public double? ReferenceOutput { get; init; }

    /// <summary>
    /// |Σ R − (f(x) − f(x0))| / |f(x) − f(x0)|, over groups where there are some: what the method's approximation
    /// loses. NaN where f(x) = f(x0); null where the method does not promise a sum.
    /// </summary>
    public double? CompletenessError { get; init; }

    /// <summary>
    /// Writes the relevance as a picture: white zero, red positive, blue negative, scaled by the absolute maximum.
    /// All axes before the last two are added; a vector is one row.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced once the new one is complete.</param>
    /// <param name="scale">Pixels for each number along a side.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The relevance holds NaN or infinities.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void SavePng(string path, int scale = 8) =>
        Heatmap.Save(Array.ConvertAll(Relevance, value => (float)value), _shape, path, scale);
}
