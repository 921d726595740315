namespace RuleCompiler;

/// <summary>Refuses parameters that no surrogate can be fitted with.</summary>
internal static class SurrogateCheck
{
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public static void Parameters(int samples, double width, double ridge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2, nameof(Lime.Samples));
        if (!(width > 0) || !double.IsFinite(width))
            throw new ArgumentOutOfRangeException(nameof(Lime.KernelWidth), width, "The kernel's width is positive.");
        if (!(ridge >= 0) || !double.IsFinite(ridge))
            throw new ArgumentOutOfRangeException(nameof(Lime.Ridge), ridge, "Ridge is finite and not negative.");
    }
}
