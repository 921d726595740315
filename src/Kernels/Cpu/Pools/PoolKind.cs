namespace RuleCompiler.Kernels;

/// <summary>With which weight an input enters a pool's window.</summary>
public enum PoolKind
{
    /// <summary>1 / the number of inputs of the window that exist.</summary>
    Average,

    /// <summary>1 / the size of the window, padding counted.</summary>
    AverageIncludingPadding,

    /// <summary>1 for the first maximum in scan order (a NaN counts as one), 0 for all others; never padding.</summary>
    Maximum,
}
