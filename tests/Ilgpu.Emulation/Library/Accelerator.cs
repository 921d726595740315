using Ilgpu.Emulation;

namespace ILGPU.Runtime;

/// <summary>What an accelerator is.</summary>
public enum AcceleratorType
{
    CPU,
    Cuda,
    OpenCL,
}

/// <summary>What belongs to an accelerator.</summary>
public abstract class AcceleratorObject : IDisposable
{
    private protected AcceleratorObject(Accelerator accelerator)
    {
        Accelerator = accelerator;
        Live.Add(1);
    }

    public Accelerator Accelerator { get; }

    private protected bool IsDisposed { get; private set; }

    public void Dispose()
    {
        if (IsDisposed)
            return;
        IsDisposed = true;
        Live.Add(-1);
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what it holds.</summary>
    protected virtual void Release() { }
}

/// <summary>An order of copies and launches. Here everything is done when it is asked for.</summary>
public sealed class AcceleratorStream : AcceleratorObject
{
    internal AcceleratorStream(Accelerator accelerator)
        : base(accelerator) { }

    /// <summary>Waits until all is done.</summary>
    public void Synchronize() => Queue();

    internal void Queue()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Accelerator.Check();
    }
}

/// <summary>A device at work.</summary>
public sealed class Accelerator : IDisposable
{
    private readonly GroupRun _run = new();
    private long _bytes;
    private bool _isDisposed;

    internal Accelerator(Device device)
    {
        Device = device;
        Live.Add(1);
    }

    public Device Device { get; }

    public AcceleratorType AcceleratorType => Device.AcceleratorType;

    public string Name => Device.Name;

    public long MemorySize => Device.MemorySize;

    public int MaxNumThreadsPerGroup => Device.MaxNumThreadsPerGroup;

    public int MaxSharedMemoryPerGroup => Device.MaxSharedMemoryPerGroup;

    public int NumMultiprocessors => Device.NumMultiprocessors;

    public AcceleratorStream CreateStream() => new(this);

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        Take(length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        return new(this, length);
    }

    /// <summary>Waits until all is done.</summary>
    public void Synchronize() => Check();

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Live.Add(-1);
        _run.Dispose();
    }

    internal void Launch(AcceleratorStream stream, KernelConfig config, Action item)
    {
        stream.Queue();
        if (config.Groups < 1 || config.Items < 1 || config.Items > MaxNumThreadsPerGroup)
            throw new EmulatedException(
                AcceleratorType,
                $"{config.Groups} groups of {config.Items} items cannot be launched: at most {MaxNumThreadsPerGroup}."
            );
        lock (_run)
            _run.Do(this, config.Groups, config.Items, item);
    }

    internal void Check()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Device.Emulated.IsLost)
            throw new EmulatedException(AcceleratorType, "The device is lost.");
    }

    internal void Take(long bytes)
    {
        Check();
        if (Interlocked.Add(ref _bytes, bytes) <= MemorySize)
            return;
        Give(bytes);
        throw new EmulatedException(AcceleratorType, "The device is out of memory.");
    }

    internal void Give(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}

/// <summary>The library's exceptions of drivers.</summary>
public abstract class AcceleratorException : Exception
{
    protected AcceleratorException(string message)
        : base(message) { }

    public abstract AcceleratorType AcceleratorType { get; }
}
