namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// Compiled derivatives of a carrier against central differences of the double-precision interpreter, at every number of
/// the input.
/// </summary>
internal sealed class GradientCheck(InMemory compiled, WeightSet weights, int[] columns, int inputs, int outputs)
{
    // between the truncation of the difference and its cancellation in double precision
    private const double Step = 1e-5;

    /// <summary>The functional is Σ factor·output over all members.</summary>
    public void Holds(double tolerance, float[][] members, int samples, Random random)
    {
        float[][] factors = columns
            .Select(c => RandomTensors.Fill(random, samples * Math.Max(c, 1) * outputs))
            .ToArray();
        int most = Math.Max(1, columns.Max());
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        RuleCompiler.CarrierGradient found = propagator.Gradient(members, _ => factors, most);
        Assert.Equal(propagator.Propagate(members, most), found.Outputs);
        Interpreter interpreter = compiled.Interpreter("Net", "Carried", weights);
        for (int n = 0; n < samples; n++)
        {
            double[][] at = members.Select((m, i) => Part(m, n, columns[i], inputs)).ToArray();
            double[][] seeds = factors.Select((f, i) => Part(f, n, columns[i], outputs)).ToArray();
            for (int m = 0; m < members.Length; m++)
                Distance.Within(
                    tolerance,
                    Differences(interpreter, at, seeds, m),
                    Array.ConvertAll(Part(found.Gradients[m], n, columns[m], inputs), v => (float)v),
                    $"the derivative by member {m} of sample {n}"
                );
        }
    }

    private static double[] Differences(Interpreter interpreter, double[][] at, double[][] seeds, int member)
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

    /// <summary>A sample of [N, columns, size]; 0 columns where a member has none.</summary>
    private static double[] Part(float[] values, int sample, int columns, int size)
    {
        int each = Math.Max(1, columns) * size;
        return Array.ConvertAll(values[(sample * each)..((sample + 1) * each)], v => (double)v);
    }
}
