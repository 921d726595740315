namespace RuleCompiler;

/// <summary>What the relevance-ordering test found.</summary>
/// <param name="Images">The curve of each image; its intervals are over the random inputs.</param>
/// <param name="Mean">
/// The mean over images, with intervals over images: how sure the mean of all images like these is. Of one image its own.
/// </param>
public sealed record OrderingResult(IReadOnlyList<OrderingCurve> Images, OrderingCurve Mean)
{
    /// <summary>Puts images together that were tested apart, with the same rates and formulation.</summary>
    /// <param name="images">The curves, at least one.</param>
    /// <param name="confidence">How sure the intervals are.</param>
    /// <exception cref="ArgumentException">There are none, or their rates or formulations differ.</exception>
    public static OrderingResult Of(IReadOnlyList<OrderingCurve> images, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("There is no curve; give that of at least one image.", nameof(images));
        OrderingCurve first = images[0];
        if (
            images.Any(image =>
                image.Formulation != first.Formulation
                || image.Components != first.Components
                || !image.Counts.SequenceEqual(first.Counts)
            )
        )
            throw new ArgumentException(
                "The curves differ in their rates or their formulation; test all images with the same options.",
                nameof(images)
            );
        if (images.Count == 1)
            return new(images, first);
        StudentQuantile quantile = new(confidence, images.Count);
        ConfidenceInterval[] distortions =
        [
            .. first.Counts.Select((_, i) => quantile.Interval([.. images.Select(image => image.Distortions[i].Mean)])),
        ];
        return new(
            images,
            new(first.Formulation, first.Components, [.. first.Counts], distortions)
            {
                Area = quantile.Interval([.. images.Select(image => image.Area.Mean)]),
            }
        );
    }
}
