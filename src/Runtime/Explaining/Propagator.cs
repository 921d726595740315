using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// A network compiled with a composite that carries something upward, such as a mean and a variance. Safe for
/// concurrent calls.
/// </summary>
public abstract partial class Propagator : CompiledNetwork
{
    /// <summary>Generated code calls this with its layout.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Propagator(ExplainerLayout layout, WeightSet weights, ExplainerOptions? options)
        : base(layout, weights, options) { }

    /// <summary>The members of the carrier.</summary>
    public int Members => Layout.Inputs.Length;

    /// <summary>Carries a batch from the input to the output.</summary>
    /// <param name="members">For each member [N, input], or [N, columns, input] where it has columns.</param>
    /// <param name="columns">The columns of members that have them.</param>
    /// <returns>For each member [N, outputs] or [N, columns, outputs].</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    /// <exception cref="ObjectDisposedException">The propagator has been disposed.</exception>
    public float[][] Propagate(float[][] members, int columns = 1)
    {
        int samples = Samples(members, columns);
        Workspace workspace = Rent();
        try
        {
            return Forward(Begin(workspace, samples, columns, null), members);
        }
        finally
        {
            Return(workspace);
        }
    }

    /// <summary>The forward pass of members; the outputs.</summary>
    private float[][] Forward(in Execution pass, float[][] members)
    {
        for (int m = 0; m < members.Length; m++)
            members[m].CopyTo(pass.At(Layout.Inputs[m]).Span);
        Up(pass);
        return Copied(pass, Layout.Outputs);
    }

    private static float[][] Copied(in Execution pass, Region[] regions)
    {
        float[][] copies = new float[regions.Length][];
        for (int m = 0; m < copies.Length; m++)
            copies[m] = pass.At(regions[m]).Span.ToArray();
        return copies;
    }

    /// <summary>The samples of a batch whose members are as they must be.</summary>
    private int Samples(float[][] members, int columns)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (members.Length != Members)
            throw new ArgumentException(
                $"There are {members.Length} members; the carrier has {Members}. Give one array for each.",
                nameof(members)
            );
        long first = (long)Layout.InputSize * (Layout.Inputs[0].PerRow ? columns : 1);
        int samples = (int)((members[0]?.Length ?? 0) / first);
        for (int m = 0; m < members.Length; m++)
        {
            if (members[m] is null)
                throw new ArgumentException(
                    $"Member {m} of the carrier is null; give each of the {Members}.",
                    nameof(members)
                );
            long expected = (long)samples * Layout.InputSize * (Layout.Inputs[m].PerRow ? columns : 1);
            if (samples == 0 || members[m].Length != expected)
                throw new ArgumentException(
                    $"Member {m} has {members[m].Length} values where {Math.Max(expected, first)} are needed: "
                        + $"{InputCheck.Text(Layout.InputShape)} for each of {Math.Max(samples, 1)} samples"
                        + (Layout.Inputs[m].PerRow ? $" and {columns} columns." : "."),
                    nameof(members)
                );
            int bad = members[m].AsSpan().IndexOfAnyNotFinite();
            if (bad >= 0)
                throw new ArgumentException(
                    $"Member {m} holds {members[m][bad]} at index {bad}; every value must be finite.",
                    nameof(members)
                );
        }

        return samples;
    }
}
