namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;
using global::System;
using global::ILGPU.Runtime;
using global::RuleCompiler.Devices;
using global::RuleCompiler.Kernels;
using global::System.Collections.Generic;
using global::System.Runtime.InteropServices;

/// <summary>An accelerator at work: one stream, and page-locked memory for what goes up and down in every call.</summary>
internal sealed class IlgpuBackend : IDeviceBackend
{
    /// <summary>Most floats of page-locked memory for one transfer; larger ones go without.</summary>
    private const int MostLocked = 1 << 24;

    /// <summary>Lengths of transfers that are kept; batches have few.</summary>
    private const int MostLengths = 8;

    private readonly Func<KernelSet, BoundStep, Action<AcceleratorStream>> _prepare;
    private readonly IlgpuHost _host;
    private readonly AcceleratorStream _stream;
    private readonly bool _locks;

    // ILGPU copies page-locked arrays as a whole, so there is one for each length
    private readonly Dictionary<int, PageLockedArray1D<float>> _locked = new();
    private readonly HashSet<int> _underWay = new();
    private bool _isDisposed;

    private IlgpuBackend(IlgpuHost host, Func<KernelSet, BoundStep, Action<AcceleratorStream>> prepare, bool locks)
    {
        _host = host;
        _prepare = prepare;
        _locks = locks;
        try
        {
            _stream = host.Accelerator.CreateStream();
        }
        catch (Exception e)
        {
            host.Release();
            if (IlgpuHost.IsOurs(e))
                throw IlgpuHost.Fault(DeviceFault.Refused, host.Accelerator.Name, "open a stream", e);
            throw;
        }
    }

    /// <inheritdoc/>
    public long LargestAllocation => _host.Accelerator.MemorySize / sizeof(float);

    private string Name => _host.Accelerator.Name;

    /// <summary>Opens a device of <see cref="IlgpuProvider"/>'s list.</summary>
    /// <param name="device">Its place.</param>
    /// <param name="prepare">Makes the launch of a step, with the policies of one explainer.</param>
    public static IlgpuBackend Open(int device, Func<KernelSet, BoundStep, Action<AcceleratorStream>> prepare)
    {
        try
        {
            return new(new(device), prepare, locks: false);
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.Unavailable, $"device {device + 1}", "open an accelerator", e);
        }
    }

    /// <inheritdoc/>
    public IDeviceBackend Another()
    {
        try
        {
            Finish(); // what was computed on this stream is there for the other
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.Lost, Name, "finish a stream", e);
        }

        return new IlgpuBackend(_host.Shared(), _prepare, locks: true);
    }

    /// <inheritdoc/>
    public IDeviceMemory Allocate(long length)
    {
        try
        {
            return new IlgpuMemory(_host.Accelerator.Allocate1D<float>(Math.Max(1, length)), length);
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.OutOfMemory, Name, $"allocate {length} numbers", e);
        }
    }

    /// <inheritdoc/>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        if (numbers.IsEmpty)
            return;
        ReadOnlySpan<float> floats = MemoryMarshal.Cast<T, float>(numbers);
        ArrayView<float> view = IlgpuMemory.View(run).SubView(0, floats.Length);
        try
        {
            if (Locked(floats.Length) is not { } locked)
            {
                view.CopyFromCPU(_stream, floats);
                return;
            }

            // the array may still be on its way up
            if (!_underWay.Add(floats.Length))
                Finish();
            _underWay.Add(floats.Length);
            floats.CopyTo(locked.Span);
            view.CopyFromPageLockedAsync(_stream, locked);
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.Lost, Name, "write memory", e);
        }
    }

    /// <inheritdoc/>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged
    {
        if (numbers.IsEmpty)
            return;
        Span<float> floats = MemoryMarshal.Cast<T, float>(numbers);
        ArrayView<float> view = IlgpuMemory.View(run).SubView(0, floats.Length);
        try
        {
            if (Locked(floats.Length) is not { } locked)
            {
                view.CopyToCPU(_stream, floats);
                return;
            }

            view.CopyToPageLockedAsync(_stream, locked);
            Finish();
            locked.Span.CopyTo(floats);
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.Lost, Name, "read memory", e);
        }
    }

    /// <inheritdoc/>
    public object Prepare(BoundStep step)
    {
        try
        {
            return _prepare(_host.Kernels, step);
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.Build, Name, $"build '{step.Step.Remark}'", e);
        }
    }

    /// <inheritdoc/>
    public void Run(object prepared)
    {
        try
        {
            ((Action<AcceleratorStream>)prepared)(_stream);
        }
        catch (Exception e) when (IlgpuHost.IsOurs(e))
        {
            throw IlgpuHost.Fault(DeviceFault.Lost, Name, "launch a kernel", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        foreach (PageLockedArray1D<float> locked in _locked.Values)
            locked.Dispose();
        _stream.Dispose();
        _host.Release();
    }

    private void Finish()
    {
        _stream.Synchronize();
        _underWay.Clear();
    }

    private PageLockedArray1D<float>? Locked(int length)
    {
        if (!_locks || length > MostLocked)
            return null;
        if (_locked.TryGetValue(length, out PageLockedArray1D<float>? known))
            return known;
        if (_locked.Count == MostLengths)
            return null;
        PageLockedArray1D<float> locked = _host.Accelerator.AllocatePageLocked1D<float>(length, true);
        _locked.Add(length, locked);
        return locked;
    }
}
