using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A run of elements of a buffer. Unlike the library's it checks every index.</summary>
public readonly struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    private readonly MemoryBuffer? _buffer;

    public ArrayView(MemoryBuffer source, long index, long length)
    {
        if (index < 0 || length < 0 || length > source.Length - index)
            throw new ArgumentOutOfRangeException(nameof(index), $"{index} … {index + length} of {source.Length}");
        (_buffer, Index, Length) = (source, index, length);
    }

    MemoryBuffer IContiguousArrayView.Buffer => Buffer;

    long IContiguousArrayView.Index => Index;

    internal MemoryBuffer Buffer => _buffer ?? throw new InvalidOperationException("The view is empty.");

    public long Length { get; }

    internal long Index { get; }

    public ref T this[int index] => ref this[(long)index];

    public ref T this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Length)
                throw new IndexOutOfRangeException($"Element {index} of a view of {Length}.");
            return ref Buffer.At<T>(Index + index);
        }
    }

    /// <summary>The same elements as another type; here of the same size.</summary>
    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
    {
        if (Unsafe.SizeOf<TOther>() != Unsafe.SizeOf<T>())
            throw new NotSupportedException($"{typeof(T).Name} as {typeof(TOther).Name}");
        return new(Buffer, Index, Length);
    }

    public ArrayView<T> SubView(long index, long subViewLength)
    {
        if (index < 0 || subViewLength < 0 || subViewLength > Length - index)
            throw new ArgumentOutOfRangeException(nameof(index), $"{index} … {index + subViewLength} of {Length}");
        return new(Buffer, Index + index, subViewLength);
    }
}
