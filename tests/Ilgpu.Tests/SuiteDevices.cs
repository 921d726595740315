namespace RuleCompiler.Ilgpu.Tests;

/// <summary>The devices that the suite runs on: here the processor of the emulation.</summary>
internal static class SuiteDevices
{
    public static int[] Numbers => [1];

    public static Device Of(int number)
    {
        Groups.Reset();
        return Device.Ilgpu($"#{number}");
    }
}
