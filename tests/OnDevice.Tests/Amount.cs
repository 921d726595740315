using System.Globalization;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>How much of a property test runs: on a device what its kernels' compilation allows.</summary>
internal static class Amount
{
    /// <summary>
    /// The share of network b's golden relevance that may lie elsewhere: what one window of network b's first pool sees
    /// is 2.4 % of its input. Two numbers of one window differ there by 1.3e-6 of their size, less than sums in
    /// another order do, and relevance goes where the greater one is.
    /// </summary>
    public const double Elsewhere = 0.025;

    /// <summary>How far cosines may be from zennit's where a rule divides by sums near zero; measured 1.002e-3.</summary>
    public const double NearZeroSums = 2e-3;

    public static int Of(int all, int onDevice) => Math.Min(all, onDevice);

    /// <summary>
    /// How many rules of a group run: six, whose kernels take PoCL a minute or two to compile, or as many as
    /// RULECOMPILER_RULES says (36: all).
    /// </summary>
    public static int Rules(int inGroup) =>
        Math.Min(
            inGroup,
            Environment.GetEnvironmentVariable("RULECOMPILER_RULES") is { } asked
                ? int.Parse(asked, CultureInfo.InvariantCulture)
                : 6
        );

    /// <summary>The network that a random rule is run on: one in nine has all kinds of layers.</summary>
    public static SmallNetwork Network(int rule) =>
        rule % 9 == 0 ? SmallNetwork.All[rule / 9 % SmallNetwork.All.Length] : SmallNetwork.Single;
}
