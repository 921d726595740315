using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Brings what observers ask for to the host, and what they changed back.</summary>
internal sealed class DeviceTaps(IDeviceBackend queue) : IDisposable
{
    // an observer may keep a layer's channels until it has all
    private readonly Dictionary<int, NativeBuffer> _channels = [];

    public void Tell(in Execution pass, DeviceTap tap, DeviceRun run)
    {
        Plane plane = Of(tap.Channel, checked((nint)run.Length));
        queue.Read(run, plane.Span);
        if (tap.Channel < 0)
        {
            pass.Value(tap.Layer, plane);
            return;
        }

        pass.Tap(tap.Layer, tap.Channel, plane);
        queue.Write<float>(run, plane.Span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NativeBuffer buffer in _channels.Values)
            buffer.Dispose();
        _channels.Clear();
    }

    private Plane Of(int channel, nint floats)
    {
        if (!_channels.TryGetValue(channel, out NativeBuffer? buffer) || buffer.Plane.Length < floats)
        {
            buffer?.Dispose();
            _channels[channel] = buffer = new(floats);
        }

        return buffer.Plane.Slice(0, floats);
    }
}
