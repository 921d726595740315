using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Ilgpu.Emulation;

/// <summary>What the items of a group share: the n-th allocation of each of them is one block.</summary>
internal sealed class SharedBlocks(Accelerator accelerator) : IDisposable
{
    private readonly List<MemoryBuffer> _blocks = [];
    private long _bytes;

    /// <exception cref="InvalidOperationException">Items ask for different things.</exception>
    /// <exception cref="EmulatedException">The device has not so much.</exception>
    public ArrayView<T> Take<T>(int number, int extent)
        where T : unmanaged
    {
        if (number == _blocks.Count)
            Add<T>(extent);
        if (_blocks[number] is not MemoryBuffer1D<T, Stride1D.Dense> memory || memory.Length != extent)
            throw new InvalidOperationException("The items of a group share memory of different types or lengths.");
        return memory.AsContiguous();
    }

    /// <summary>Another group begins: the blocks hold anything.</summary>
    public void Clear() => _blocks.ForEach(b => b.Clear());

    /// <inheritdoc/>
    public void Dispose() => _blocks.ForEach(b => b.Dispose());

    private void Add<T>(int extent)
        where T : unmanaged
    {
        _bytes += (long)extent * Unsafe.SizeOf<T>();
        if (_bytes > accelerator.MaxSharedMemoryPerGroup)
            throw new EmulatedException(
                accelerator.AcceleratorType,
                $"A group shares {_bytes} bytes, the device has {accelerator.MaxSharedMemoryPerGroup}."
            );
        MemoryBuffer1D<T, Stride1D.Dense> memory = accelerator.Allocate1D<T>(extent);
        _blocks.Add(memory);
    }
}
