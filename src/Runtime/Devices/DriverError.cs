namespace RuleCompiler.Devices;

/// <summary>What a code of a driver is called, what it means, and what to do where that is not what the fault says.</summary>
internal readonly record struct DriverCode(string Name, DeviceFault Fault = DeviceFault.Refused, string? Advice = null);

/// <summary>A driver's codes as exceptions.</summary>
/// <param name="codes">What codes are called, and what they mean.</param>
internal sealed class DriverError(IReadOnlyDictionary<int, DriverCode> codes)
{
    /// <summary>Throws unless the code is that of success.</summary>
    /// <exception cref="DeviceException">It is not.</exception>
    public void Check(int code, string call, string? device = null, string? kernel = null)
    {
        if (code != 0)
            throw Of(code, call, device, kernel);
    }

    /// <summary>What a code means.</summary>
    public DeviceException Of(int code, string call, string? device, string? kernel, string? log = null)
    {
        DriverCode known = codes.TryGetValue(code, out DriverCode found) ? found : new($"code {code}");
        string where = (device, kernel) switch
        {
            (null, _) => "",
            (_, null) => $" on {device}",
            _ => $" of kernel {kernel} on {device}",
        };
        string said = log is null ? "" : $" The compiler says:\n{log}";
        return new DeviceException(
            known.Fault,
            $"{call}{where} failed: {known.Name}. {known.Advice ?? Advice(known.Fault)}{said}"
        )
        {
            Call = call,
            Code = code,
            Device = device,
            Kernel = kernel,
            BuildLog = log,
        };
    }

    private static string Advice(DeviceFault fault) =>
        fault switch
        {
            DeviceFault.Unavailable => "Check that the device's driver is installed, and of one version.",
            DeviceFault.OutOfMemory =>
                "The device has not enough memory or registers: give smaller batches, or another device.",
            DeviceFault.Lost => "The device or its driver stopped working: load anew; what lay on it is gone.",
            _ => "Please report it with the device and its driver's version.",
        };
}
