using System.Globalization;

namespace RuleCompiler.Devices;

/// <summary>Which of the devices is meant.</summary>
internal static class DeviceChoice
{
    private static readonly DeviceKind[] Preferred = [DeviceKind.Gpu, DeviceKind.Accelerator, DeviceKind.Cpu];

    /// <param name="all">At least one.</param>
    /// <param name="name">A part of its name or its platform's, or its number.</param>
    /// <param name="kind">What sort it must be.</param>
    /// <exception cref="DeviceException">None fits, or a name fits several.</exception>
    public static Device Of(IReadOnlyList<Device> all, string? name, DeviceKind kind)
    {
        Device[] ofKind = [.. all.Where(d => kind == DeviceKind.Any || d.Kind == kind)];
        Device[] fitting = [.. ofKind.Where(d => Fits(d, name))];
        if (fitting.Length == 0)
            throw new DeviceException(
                DeviceFault.Unavailable,
                $"No {Asked(all[0].Backend, name, kind)} is here; there is {List(all)}."
            );
        if (fitting.Length > 1 && name is not null)
            throw new DeviceException(
                DeviceFault.Unavailable,
                $"'{name}' fits several devices, {List(fitting)}; give more of the name, or the number."
            );
        return fitting.MinBy(d => Array.IndexOf(Preferred, d.Kind))!;
    }

    private static bool Fits(Device device, string? name)
    {
        if (name is null)
            return true;
        if (name.StartsWith('#') && int.TryParse(name.AsSpan(1), CultureInfo.InvariantCulture, out int number))
            return device.Number == number;
        return device.Name.Contains(name, StringComparison.OrdinalIgnoreCase)
            || device.Platform.Contains(name, StringComparison.OrdinalIgnoreCase);
    }

    private static string Asked(string backend, string? name, DeviceKind kind)
    {
        string sort = kind switch
        {
            DeviceKind.Any => $"{backend} device",
            DeviceKind.Cpu => $"{backend} device of kind CPU",
            DeviceKind.Gpu => $"{backend} device of kind GPU",
            _ => $"{backend} device of kind accelerator",
        };
        return name is null ? sort : $"{sort} called '{name}'";
    }

    private static string List(IEnumerable<Device> devices) =>
        string.Join(", ", devices.Select(d => $"#{d.Number} {d.Name} ({d.Platform})"));
}
