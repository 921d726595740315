namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>What a propagator carries to a network's output, against the interpreter, sample by sample.</summary>
/// <param name="Samples">How many samples are given.</param>
internal sealed record CarrierComparison(int Samples)
{
    /// <summary>Members are [N, columns, …]; the interpreter takes one sample at a time.</summary>
    public void Check(Interpreter interpreter, float[][] actual, float[][] given, double tolerance)
    {
        for (int n = 0; n < Samples; n++)
        {
            double[][] one = [.. given.Select(member => Array.ConvertAll(Sample(member, n), v => (double)v))];
            InterpretedCarrier expected = interpreter.Propagate(one);
            for (int m = 0; m < given.Length; m++)
                Distance.Within(tolerance, expected.Members[m], Sample(actual[m], n), $"member {m} of sample {n}");
        }
    }

    private float[] Sample(float[] member, int sample)
    {
        int size = member.Length / Samples;
        return member[(sample * size)..((sample + 1) * size)];
    }
}
