using ILGPU.Runtime;

namespace ILGPU;

/// <summary>What can be copied.</summary>
public interface IContiguousArrayView
{
    MemoryBuffer Buffer { get; }

    long Index { get; }

    long Length { get; }
}

/// <summary>What can be copied, of a type.</summary>
public interface IContiguousArrayView<T> : IContiguousArrayView
    where T : unmanaged;

/// <summary>Steps between the elements of views.</summary>
public static class Stride1D
{
    /// <summary>Elements lie side by side.</summary>
    public readonly struct Dense;
}
