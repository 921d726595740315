namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>How much of a property test runs: on a device what its kernels' compilation allows.</summary>
internal static class Amount
{
    public static int Of(int all, int onDevice) => Math.Min(all, onDevice);
}
