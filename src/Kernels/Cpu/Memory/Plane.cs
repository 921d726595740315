using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>
/// A run of float32 in native memory. Every access is checked against the run, so code without unsafe blocks can
/// use it freely; the whole run of a <see cref="NativeBuffer"/> starts at a multiple of 64 bytes.
/// </summary>
/// <remarks>
/// A plane keeps its buffer from being finalised. It does not survive <see cref="NativeBuffer.Dispose"/>:
/// whoever disposes a buffer must have let go of its planes.
/// </remarks>
public readonly unsafe struct Plane
{
    private readonly object? owner;
    private readonly float* start;
    private readonly nint length;

    internal Plane(object? owner, float* start, nint length)
    {
        this.owner = owner;
        this.start = start;
        this.length = length;
    }

    /// <summary>How many numbers the run holds.</summary>
    public nint Length => length;

    /// <summary>Whether the run holds nothing (a <c>default</c> plane does).</summary>
    public bool IsEmpty => length == 0;

    /// <summary>The run as a span.</summary>
    /// <exception cref="OverflowException">The run is longer than a span can be.</exception>
    public Span<float> Span => new(start, checked((int)length));

    internal float* Start => start;

    /// <summary>The number at <paramref name="i"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="i"/> lies outside the run.</exception>
    public float this[nint i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Check(i, 1);
            return start[i];
        }
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            Check(i, 1);
            start[i] = value;
        }
    }

    /// <summary>V.Width numbers from <paramref name="i"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not all lie within the run.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(nint i)
        where V : struct, ILanes<V>
    {
        Check(i, V.Width);
        return LaneMemory.Load<V>(start + i);
    }

    /// <summary>Writes V.Width numbers from <paramref name="i"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not all lie within the run.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<V>(nint i, V v)
        where V : struct, ILanes<V>
    {
        Check(i, V.Width);
        LaneMemory.Store(start + i, v);
    }

    /// <summary><paramref name="length"/> numbers from <paramref name="start"/> on, as a run of their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not all lie within the run.</exception>
    public Plane Slice(nint start, nint length)
    {
        if (start < 0 || length < 0 || length > this.length - start)
            Outside(start, length, this.length);
        return new Plane(owner, this.start + start, length);
    }

    /// <summary>Keeps the buffer from being finalised up to this call.</summary>
    internal void KeepAlive() => GC.KeepAlive(owner);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(nint i, int width)
    {
        if (i < 0 || i > length - width)
            Outside(i, width, length);
    }

    // static: an instance whose address is taken does not stay in registers
    private static void Outside(nint i, nint width, nint length) =>
        throw new ArgumentOutOfRangeException(
            nameof(i),
            $"{width} numbers from {i} on lie outside a plane of {length}."
        );
}
