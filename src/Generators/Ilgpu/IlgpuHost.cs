namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;
using global::System;
using global::ILGPU.Runtime;
using global::RuleCompiler.Devices;
using global::System.Threading;

/// <summary>
/// A context with one accelerator and the kernels loaded on it: one an explainer, shared by its queues, since a kernel that
/// ILGPU rejects spoils the whole context.
/// </summary>
internal sealed class IlgpuHost
{
    private readonly Context _context;
    private int _queues = 1;

    public IlgpuHost(int device)
    {
        _context = IlgpuProvider.NewContext();
        try
        {
            Accelerator = IlgpuProvider.Sorted(_context)[device].CreateAccelerator(_context);
            try
            {
                Kernels = new(Accelerator);
            }
            catch
            {
                Accelerator.Dispose();
                throw;
            }
        }
        catch
        {
            _context.Dispose();
            throw;
        }
    }

    public Accelerator Accelerator { get; }

    public KernelSet Kernels { get; }

    /// <summary>One queue more.</summary>
    public IlgpuHost Shared()
    {
        Interlocked.Increment(ref _queues);
        return this;
    }

    /// <summary>One queue less; the last one closes the accelerator.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _queues) > 0)
            return;
        Accelerator.Dispose();
        _context.Dispose();
    }

    /// <summary>What an exception of ILGPU means.</summary>
    public static DeviceException Fault(DeviceFault fault, string device, string doing, Exception e) =>
        IlgpuLibrary.Fault(fault, device, doing, e);

    /// <summary>Whether an exception is one of ILGPU or of a driver beneath it.</summary>
    public static bool IsOurs(Exception e) =>
        e
            is AcceleratorException
                or InternalCompilerException
                or NotSupportedException
                or OverflowException
                or OutOfMemoryException
                or InvalidOperationException;
}
