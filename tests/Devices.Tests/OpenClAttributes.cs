namespace RuleCompiler.Devices.Tests;

/// <summary>Why tests that need a device are skipped; null where there is one.</summary>
internal static class OpenClHere
{
    public static string? Missing { get; } =
        OpenClDevices.All(out DeviceException? why).Count > 0 ? null : why?.Message;
}

/// <summary>A test that needs an OpenCL device; skipped, by name, where there is none.</summary>
internal sealed class OpenClFactAttribute : FactAttribute
{
    public OpenClFactAttribute() => Skip = OpenClHere.Missing!;
}

/// <summary>Tests that need an OpenCL device; skipped, by name, where there is none.</summary>
internal sealed class OpenClTheoryAttribute : TheoryAttribute
{
    public OpenClTheoryAttribute() => Skip = OpenClHere.Missing!;
}
