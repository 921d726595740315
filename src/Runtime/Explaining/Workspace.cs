using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>The native memory of one call; it grows to the largest batch seen and is used again.</summary>
internal sealed class Workspace : IDisposable
{
    private NativeBuffer _samples = new(0);
    private NativeBuffer _rows = new(0);
    private NativeBuffer _observed = new(0);

    /// <summary>The part of it that lies on a device; null where passes run here.</summary>
    public DeviceWorkspace? Device { get; set; }

    public Plane Samples(long floats) => Grown(ref _samples, floats);

    public Plane Rows(long floats) => Grown(ref _rows, floats);

    public Plane Observed(long floats) => Grown(ref _observed, floats);

    public void Dispose()
    {
        Device?.Dispose();
        _samples.Dispose();
        _rows.Dispose();
        _observed.Dispose();
    }

    private static Plane Grown(ref NativeBuffer buffer, long floats)
    {
        if (buffer.Plane.Length < floats)
        {
            NativeBuffer larger = new(checked((nint)floats));
            buffer.Dispose();
            buffer = larger;
        }

        return buffer.Plane;
    }
}
