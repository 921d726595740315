// a test is skipped, by name and with the reason, where there is no device
global using FactAttribute = RuleCompiler.Devices.Tests.OpenClFactAttribute;
global using TheoryAttribute = RuleCompiler.Devices.Tests.OpenClTheoryAttribute;
using System.Runtime.CompilerServices;
using RuleCompiler.Devices;
using RuleCompiler.Devices.Tests;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Lets every explainer and propagator of these tests run on an OpenCL device that is opened once.</summary>
internal static class Elsewhere
{
    /// <summary>The device; null where there is none.</summary>
    public static Device? Device { get; private set; }

    [ModuleInitializer]
    internal static void Use()
    {
        if (OpenClHere.Missing is not null)
            return;
        Device found = RuleCompiler.Device.OpenCl();
        // one context for all, so that a kernel which many explainers have is built once
        Lazy<IDeviceBackend> root = new(found.Begin);
        Device = found.OpenedBy(() => root.Value.Another());
        ExplainerOptions.Usual = Device;
    }
}
