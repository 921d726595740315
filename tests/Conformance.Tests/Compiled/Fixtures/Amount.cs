namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>How much of a property test runs: all of it here, less where the same tests run on a device.</summary>
internal static class Amount
{
    /// <summary>The share of network b's golden relevance that may lie elsewhere.</summary>
    public const double Elsewhere = 0;

    /// <summary>How far cosines may be from zennit's where a rule divides by sums near zero.</summary>
    public const double NearZeroSums = 1e-3;

    public static int Of(int all, int onDevice) => Math.Max(all, onDevice);

    /// <summary>The network that a random rule is run on.</summary>
    public static SmallNetwork Network(int rule) => SmallNetwork.All[rule % SmallNetwork.All.Length];

    public static int Rules(int inGroup) => inGroup;
}
