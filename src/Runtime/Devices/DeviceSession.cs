namespace RuleCompiler.Devices;

/// <summary>An open device: what its queues share. It is closed with the last of them.</summary>
internal abstract class DeviceSession<TQueue>(Device device)
    where TQueue : DriverHandle
{
    private int queues;

    /// <summary>The memory that is left.</summary>
    public MemoryBudget Budget { get; } = new(device);

    /// <summary>What is open.</summary>
    protected Device Device { get; } = device;

    /// <summary>A queue, which is to be given to <see cref="Close(TQueue)"/>.</summary>
    /// <exception cref="DeviceException">The driver refuses; the device is closed if that was its first queue.</exception>
    public TQueue Open()
    {
        Interlocked.Increment(ref queues);
        try
        {
            return MakeQueue();
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Releases a queue; once, however often it is called.</summary>
    public void Close(TQueue queue)
    {
        lock (queue)
        {
            if (queue.IsClosed)
                return;
            queue.Dispose();
        }
        Leave();
    }

    protected abstract TQueue MakeQueue();

    /// <summary>Releases all that queues share.</summary>
    protected abstract void Close();

    private void Leave()
    {
        if (Interlocked.Decrement(ref queues) == 0)
            Close();
    }
}
