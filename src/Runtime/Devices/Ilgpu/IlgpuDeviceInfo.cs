using System.ComponentModel;

namespace RuleCompiler.Devices;

/// <summary>A device as ILGPU describes it.</summary>
/// <param name="Number">Its place in ILGPU's list.</param>
/// <param name="Kind">What sort it is.</param>
/// <param name="Platform">Through what ILGPU reaches it: <c>Cuda</c>, <c>OpenCL</c>, <c>CPU</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ComputeUnits">How many units work at the same time.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="SharedMemory">Bytes that the items of a group share.</param>
/// <param name="GroupSize">Most items of a group.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record IlgpuDeviceInfo(
    int Number,
    DeviceKind Kind,
    string Platform,
    string Name,
    int ComputeUnits,
    long Memory,
    long SharedMemory,
    int GroupSize
);
