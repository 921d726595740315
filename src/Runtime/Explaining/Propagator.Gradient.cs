using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>The derivative of what is carried.</summary>
public abstract partial class Propagator
{
    /// <summary>
    /// The derivative of any functional of the carrier at the output with respect to the carrier at the input: one pass
    /// up, in which the functional's own derivative is asked for, and one down.
    /// </summary>
    /// <param name="members">For each member [N, input], or [N, columns, input] where it has columns.</param>
    /// <param name="adjoint">
    /// Given the members at the output, [N, outputs] or [N, columns, outputs] each, the derivative of the functional with
    /// respect to each of their numbers, in the same shapes. Called once, on the calling thread; the arrays that it is
    /// given are those of the result.
    /// </param>
    /// <param name="columns">The columns of members that have them.</param>
    /// <returns>The members at the output and the derivative with respect to those at the input.</returns>
    /// <remarks>
    /// Where a formula has a kink the derivative is that of the branch below it; of a root at 0 it is 5e29, not infinite.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length does not fit, or a value is not finite, among the members or in what <paramref name="adjoint"/> returns.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The propagator has been disposed.</exception>
    public CarrierGradient Gradient(float[][] members, Func<float[][], float[][]> adjoint, int columns = 1)
    {
        ArgumentNullException.ThrowIfNull(adjoint);
        int samples = Samples(members, columns);
        Workspace workspace = Rent();
        try
        {
            Execution pass = Begin(workspace, samples, columns, null);
            float[][] outputs = Forward(pass, members);
            float[][] starts = adjoint(outputs);
            CheckAdjoint(starts, samples, columns);
            for (int m = 0; m < starts.Length; m++)
                starts[m].CopyTo(pass.At(Layout.Starts[m]).Span);
            Down(pass);
            return new(outputs, Copied(pass, Layout.Results));
        }
        finally
        {
            Return(workspace);
        }
    }

    private void CheckAdjoint(float[][]? starts, int samples, int columns)
    {
        if (starts?.Length != Members)
            throw Wrong(
                $"The adjoint returned {(starts is null ? "null" : $"{starts.Length} arrays")}; return one for each of the "
                    + $"carrier's {Members} members at the output."
            );
        for (int m = 0; m < starts.Length; m++)
        {
            long expected = (long)samples * Layout.OutputSize * (Layout.Starts[m].PerRow ? columns : 1);
            if (starts[m]?.Length != expected)
                throw Wrong(
                    $"The adjoint of member {m} {(starts[m] is null ? "is null" : $"has {starts[m].Length} values")} where "
                        + $"{expected} are needed: {InputCheck.Text(Layout.OutputShape)} for each of {samples} samples"
                        + (Layout.Starts[m].PerRow ? $" and {columns} columns." : ".")
                );
            int bad = starts[m].AsSpan().IndexOfAnyNotFinite();
            if (bad >= 0)
                throw Wrong(
                    $"The adjoint of member {m} holds {starts[m][bad]} at index {bad}; every value must be finite."
                );
        }

        static ArgumentException Wrong(string message) => new(message, "adjoint");
    }
}
