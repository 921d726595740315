// a test is skipped, by name and with the reason, where there is no device
global using FactAttribute = RuleCompiler.OnDevice.Tests.DeviceFactAttribute;
global using TheoryAttribute = RuleCompiler.OnDevice.Tests.DeviceTheoryAttribute;
using System.Runtime.CompilerServices;
using RuleCompiler.Devices;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Lets every explainer and propagator of these tests run on an OpenCL device that is opened once.</summary>
internal static class Elsewhere
{
    /// <summary>The device; null where there is none.</summary>
    public static Device? Device { get; private set; }

    /// <summary>Why there is none.</summary>
    public static string? Missing { get; private set; }

    [ModuleInitializer]
    internal static void Use()
    {
        if (OpenClDevices.All(out DeviceException? why).Count == 0)
        {
            Missing = why?.Message;
            return;
        }

        // kernels that pocl.runsettings lets PoCL compile without optimisation are not to be found by others
        Environment.SetEnvironmentVariable(FileCache.Variable, Path.Combine(AppContext.BaseDirectory, "kernels"));
        Device found = RuleCompiler.Device.OpenCl();
        // one context for all, so that a kernel which many explainers have is built once
        IDeviceBackend root = found.Begin();
        Device = found.OpenedBy(() => root.Another());
        ExplainerOptions.Usual = Device;
    }
}

/// <summary>A test on the device; skipped, by name, where there is none.</summary>
internal class DeviceFactAttribute : Xunit.FactAttribute
{
    public DeviceFactAttribute() => Skip = Elsewhere.Missing!;
}

/// <summary>Tests on the device; skipped, by name, where there is none.</summary>
internal class DeviceTheoryAttribute : Xunit.TheoryAttribute
{
    public DeviceTheoryAttribute() => Skip = Elsewhere.Missing!;
}
