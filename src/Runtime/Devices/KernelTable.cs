using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>What is made of texts, once of each. A text knows its hash, so what is launched again is found at once.</summary>
internal sealed class KernelTable<T>(Func<KernelText, T> make) : IDisposable
    where T : class, IDisposable
{
    private readonly Dictionary<KernelText, T> all = [];

    /// <summary>What is made of a text; the same for texts that are equal.</summary>
    public T Of(KernelText text)
    {
        lock (all)
            return all.TryGetValue(text, out T? known) ? known : all[text] = make(text);
    }

    public void Dispose()
    {
        foreach (T kernel in all.Values)
            kernel.Dispose();
    }
}
