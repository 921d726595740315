namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// Compiled derivatives of a carrier against central differences of the double-precision interpreter, at every number of
/// the input.
/// </summary>
/// <param name="propagator">The compiled propagator.</param>
/// <param name="interpreter">The same network and composite, interpreted.</param>
/// <param name="columns">The columns of each member; 0 where it has none.</param>
internal sealed class GradientCheck(Propagator propagator, Interpreter interpreter, int[] columns)
{
    // between the truncation of the difference and its cancellation in double precision
    private const double Step = 1e-5;

    /// <summary>The functional is Σ factor·output over all members.</summary>
    public void Holds(double tolerance, float[][] members, int samples, Random random)
    {
        float[][] factors = columns
            .Select(c => RandomTensors.Fill(random, samples * Math.Max(c, 1) * propagator.OutputShape[0]))
            .ToArray();
        int most = Math.Max(1, columns.Max());
        CarrierGradient found = propagator.Gradient(members, _ => factors, most);
        Assert.Equal(propagator.Propagate(members, most), found.Outputs);
        for (int n = 0; n < samples; n++)
        {
            double[][] at = members.Select(m => Part(m, n, samples)).ToArray();
            double[][] seeds = factors.Select(f => Part(f, n, samples)).ToArray();
            for (int m = 0; m < members.Length; m++)
                Distance.Within(
                    tolerance,
                    Differences(at, seeds, m),
                    Array.ConvertAll(Part(found.Gradients[m], n, samples), v => (float)v),
                    $"the derivative by member {m} of sample {n}"
                );
        }
    }

    private double[] Differences(double[][] at, double[][] seeds, int member)
    {
        double[] differences = new double[at[member].Length];
        for (int j = 0; j < differences.Length; j++)
        {
            double here = at[member][j];
            at[member][j] = here + Step;
            double above = Value();
            at[member][j] = here - Step;
            differences[j] = (above - Value()) / (2 * Step);
            at[member][j] = here;
        }

        return differences;

        double Value() => interpreter.Propagate(at).Members.Zip(seeds, (o, s) => o.Zip(s, (x, y) => x * y).Sum()).Sum();
    }

    private static double[] Part(float[] values, int sample, int samples)
    {
        int each = values.Length / samples;
        return Array.ConvertAll(values[(sample * each)..((sample + 1) * each)], v => (double)v);
    }
}
