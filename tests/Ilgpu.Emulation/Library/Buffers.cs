using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ilgpu.Emulation;

namespace ILGPU.Runtime;

/// <summary>Memory of an accelerator.</summary>
public abstract class MemoryBuffer : AcceleratorObject
{
    private readonly byte[] _bytes;

    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator)
    {
        (Length, ElementSize) = (length, elementSize);
        _bytes = new byte[length * elementSize];
        Clear();
    }

    /// <summary>Elements.</summary>
    public long Length { get; }

    /// <summary>Bytes of an element.</summary>
    public int ElementSize { get; }

    /// <summary>Memory of a device holds anything: all bits set is NaN.</summary>
    internal void Clear() => _bytes.AsSpan().Fill(0xFF);

    internal ref T At<T>(long index)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return ref Unsafe.As<byte, T>(ref _bytes[index * Unsafe.SizeOf<T>()]);
    }

    internal Span<T> Elements<T>(long start, long length)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan()).Slice((int)start, (int)length);
    }
}

/// <summary>Memory with elements of a type; only the dense stride is offered.</summary>
public class MemoryBuffer1D<T, TStride> : MemoryBuffer
    where T : unmanaged
    where TStride : struct
{
    internal MemoryBuffer1D(Accelerator accelerator, long length)
        : base(accelerator, length, Unsafe.SizeOf<T>()) { }

    /// <summary>All of it.</summary>
    public ArrayView<T> AsContiguous() => new(this, 0, Length);

    protected override void Release() => Accelerator.Give(Length * ElementSize);
}

/// <summary>Memory of the host that does not move.</summary>
public abstract class PageLockedArray<T> : IDisposable
    where T : unmanaged
{
    public abstract Span<T> Span { get; }

    public abstract void Dispose();
}

/// <summary>The same in one dimension.</summary>
public sealed class PageLockedArray1D<T> : PageLockedArray<T>
    where T : unmanaged
{
    private readonly T[] _array;
    private bool _isDisposed;

    internal PageLockedArray1D(long extent)
    {
        _array = new T[extent];
        Live.Add(1);
    }

    public override Span<T> Span => _isDisposed ? throw new ObjectDisposedException(nameof(Span)) : _array;

    public override void Dispose()
    {
        if (!_isDisposed)
            Live.Add(-1);
        _isDisposed = true;
    }
}

/// <summary>Makes memory of the host.</summary>
public static class PageLockedArrayExtensions
{
    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(
        this Accelerator accelerator,
        LongIndex1D extent,
        bool uninitialized
    )
        where T : unmanaged
    {
        accelerator.Check();
        return new(extent);
    }
}

/// <summary>
/// Copies. They are done at once here; the library's arrays that are locked are copied as a whole, so a view must be as
/// long.
/// </summary>
public static class ArrayViewExtensions
{
    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        stream.Synchronize();
        Elements<T>(source, span.Length).CopyTo(span);
    }

    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        stream.Synchronize();
        span.CopyTo(Elements<T>(target, span.Length));
    }

    public static void CopyToPageLockedAsync<T, TView>(
        this TView source,
        AcceleratorStream stream,
        PageLockedArray<T> pageLockedArray
    )
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        stream.Queue();
        Elements<T>(source, pageLockedArray.Span.Length).CopyTo(pageLockedArray.Span);
    }

    public static void CopyFromPageLockedAsync<T, TView>(
        this TView target,
        AcceleratorStream stream,
        PageLockedArray<T> pageLockedArray
    )
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        stream.Queue();
        pageLockedArray.Span.CopyTo(Elements<T>(target, pageLockedArray.Span.Length));
    }

    private static Span<T> Elements<T>(IContiguousArrayView view, int length)
        where T : unmanaged =>
        length <= view.Length
            ? view.Buffer.Elements<T>(view.Index, length)
            : throw new ArgumentOutOfRangeException(nameof(length), $"{length} elements of a view of {view.Length}.");
}
