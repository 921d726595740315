using System.Text;

namespace RuleCompiler;

/// <summary>
/// A window slides over the input and hides what it covers. One number for each window is added to what it covers;
/// see <see cref="OcclusionConvention"/>.
/// </summary>
/// <param name="Window">
/// The window's extents along the input's last axes; it covers all of the axes before them. One number for a picture
/// is both height and width. Null for 8.
/// </param>
/// <param name="Stride">Steps along the same axes; null for the window's extents, so that windows do not overlap.</param>
/// <param name="Convention">What is hidden, and what is written.</param>
[Source("zeiler2014visualizing", Eq = "section 4.2")]
public sealed record Occlusion(
    int[]? Window = null,
    int[]? Stride = null,
    OcclusionConvention Convention = OcclusionConvention.Captum
) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "occlusion";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        if (Window is not null)
            builder.Append($"Window = {InputCheck.Text(Window)}, ");
        if (Stride is not null)
            builder.Append($"Stride = {InputCheck.Text(Stride)}, ");
        builder.Append($"Convention = {Convention}");
        return true;
    }

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        SlidingWindow windows = SlidingWindow.Of(query.Shape, Window, Stride, Convention);
        bool keepsWindow = Convention == OcclusionConvention.Zennit;
        (double output, double[] ends) = query.Ends();
        int references = query.References.Count;
        int size = query.Input.Length;
        double[] sums = new double[size];
        int[] covers = new int[size];
        double value = 0;
        query.Expect((long)windows.Count * references);
        query.Outputs(
            checked(windows.Count * references),
            (n, x) =>
            {
                double[] reference = query.References[n % references];
                (keepsWindow ? reference : query.Input).CopyTo(x);
                foreach (int j in windows.Covered(n / references))
                    x[j] = keepsWindow ? query.Input[j] : reference[j];
            },
            (n, answer) =>
            {
                value = n % references == 0 ? answer : value + answer;
                if (n % references < references - 1)
                    return;
                double mean = value / references;
                foreach (int j in windows.Covered(n / references))
                {
                    sums[j] += keepsWindow ? mean : output - mean;
                    covers[j]++;
                }
            }
        );
        for (int j = 0; !keepsWindow && j < size; j++)
            sums[j] /= Math.Max(1, covers[j]);
        return new(this, sums, query.Shape, query.Target) { Output = output, ReferenceOutput = ends.Average() };
    }
}

/// <summary>What occlusion hides, and what it writes.</summary>
public enum OcclusionConvention
{
    /// <summary>
    /// The window is replaced by the reference; f(x) − f(x without the window) is written, the mean where windows
    /// overlap. Windows at the border are cut off.
    /// </summary>
    Captum,

    /// <summary>
    /// All but the window is replaced by the reference; f(x within the window) is written, the sum where windows
    /// overlap. Windows that leave at one border enter at the other.
    /// </summary>
    Zennit,
}
