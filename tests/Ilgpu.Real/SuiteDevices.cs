[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>The devices that the suite runs on: every one that the library finds.</summary>
internal static class SuiteDevices
{
    private static readonly Devices.IlgpuDeviceInfo[] All = [.. new Generated.Ilgpu.IlgpuProvider().Devices()];

    public static int[] Numbers => [.. All.Select(d => d.Number + 1)];

    public static Device Of(int number) => Device.Ilgpu($"#{number}");
}
