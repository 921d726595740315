using System.Runtime.InteropServices;
using Ilgpu.Emulation;

namespace ILGPU.Runtime;

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

/// <summary>Memory of an accelerator.</summary>
public abstract class MemoryBuffer : AcceleratorObject
{
    private readonly Array _elements;

    private protected MemoryBuffer(Accelerator accelerator, Array elements)
        : base(accelerator) => _elements = elements;

    /// <summary>Elements.</summary>
    public long Length => _elements.LongLength;

    internal Array Elements()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _elements;
    }

    internal T[] Elements<T>()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return (T[])_elements;
    }
}

/// <summary>Steps between the elements of views.</summary>
public static class Stride1D
{
    /// <summary>Elements lie side by side.</summary>
    public readonly struct Dense;
}

/// <summary>Memory with elements of a type; only the dense stride is offered.</summary>
public class MemoryBuffer1D<T, TStride> : MemoryBuffer
    where T : unmanaged
    where TStride : struct
{
    private readonly long _bytes;

    internal MemoryBuffer1D(Accelerator accelerator, long length)
        : base(accelerator, Taken(accelerator, length)) => _bytes = length * Marshal.SizeOf<T>();

    /// <summary>All of it.</summary>
    public ArrayView<T> AsContiguous() => new(this, 0, Length);

    protected override void Release() => Accelerator.Give(_bytes);

    private static T[] Taken(Accelerator accelerator, long length)
    {
        accelerator.Take(length * Marshal.SizeOf<T>());
        T[] elements = new T[length];
        // memory of a device holds anything: all bits set is NaN
        MemoryMarshal.AsBytes(elements.AsSpan()).Fill(0xFF);
        return elements;
    }
}

/// <summary>Memory of the host that does not move.</summary>
public sealed class PageLockedArray1D<T> : IDisposable
    where T : unmanaged
{
    private readonly HostBuffer _buffer;
    private readonly T[] _array;

    internal PageLockedArray1D(Accelerator accelerator, long extent)
    {
        _array = new T[extent];
        _buffer = new(accelerator, _array);
    }

    public Span<T> Span => _array;

    public ArrayView<T> ArrayView => new(_buffer, 0, _array.LongLength);

    public void Dispose() => _buffer.Dispose();

    private sealed class HostBuffer(Accelerator accelerator, T[] array) : MemoryBuffer(accelerator, array);
}

/// <summary>Makes memory of the host.</summary>
public static class PageLockedArrayExtensions
{
    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(
        this Accelerator accelerator,
        LongIndex1D extent,
        bool uninitialized
    )
        where T : unmanaged => new(accelerator, extent);
}

/// <summary>Copies. They are done at once here; the stream is only checked.</summary>
public static class ArrayViewExtensions
{
    public static void CopyTo<TView>(this TView source, AcceleratorStream stream, in TView target)
        where TView : IContiguousArrayView
    {
        if (target.Length > source.Buffer.Length - source.Index)
            throw new ArgumentOutOfRangeException(nameof(target), $"{target.Length} elements of {source.Length}.");
        stream.Queue();
        Array.Copy(Elements(source), source.Index, Elements(target), target.Index, target.Length);
    }

    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        stream.Synchronize();
        source.Buffer.Elements<T>().AsSpan((int)source.Index, span.Length).CopyTo(span);
    }

    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        stream.Synchronize();
        span.CopyTo(target.Buffer.Elements<T>().AsSpan((int)target.Index, (int)target.Length));
    }

    private static Array Elements(IContiguousArrayView view) => view.Buffer.Elements();
}
