using System.Runtime.InteropServices;

namespace RuleCompiler.Kernels;

/// <summary>Zeroed float32 numbers in native memory, aligned to 64 bytes (a cache line, a 512-bit register).</summary>
public sealed unsafe class NativeBuffer : IDisposable
{
    private const nuint Alignment = 64;
    private readonly nint length;
    private float* start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or too large to address.</exception>
    /// <exception cref="OutOfMemoryException">The memory cannot be had; the message names the byte count.</exception>
    public NativeBuffer(nint length)
    {
        if (length < 0 || length > nint.MaxValue / sizeof(float) - (nint)Alignment)
            throw new ArgumentOutOfRangeException(nameof(length), length, "No memory has this length.");
        nuint bytes = (nuint)length * sizeof(float);
        try
        {
            start = (float*)NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), Alignment);
        }
        catch (OutOfMemoryException e)
        {
            throw new OutOfMemoryException(
                $"A buffer of {length} float32 numbers needs {bytes} bytes, which cannot be had.",
                e
            );
        }
        NativeMemory.Clear(start, bytes);
        this.length = length;
        if (bytes > 0)
            GC.AddMemoryPressure((long)bytes);
    }

    /// <summary>Frees the memory of a buffer that nobody disposed.</summary>
    ~NativeBuffer() => Free();

    /// <summary>All of the buffer.</summary>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
    public Plane Plane
    {
        get
        {
            ObjectDisposedException.ThrowIf(start == null, this);
            return new Plane(this, start, length);
        }
    }

    /// <summary>Frees the memory. Planes of this buffer must not be used any more.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        float* memory = start;
        if (memory == null)
            return;
        start = null;
        NativeMemory.AlignedFree(memory);
        if (length > 0)
            GC.RemoveMemoryPressure((long)length * sizeof(float));
    }
}
