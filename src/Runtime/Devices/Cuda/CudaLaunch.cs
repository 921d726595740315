using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A launch in the driver's terms: groups, and arguments in places of eight bytes.</summary>
internal static class CudaLaunch
{
    private const long MostAlongX = int.MaxValue;
    private const long MostAlongOthers = 65535;

    /// <summary>How many groups there are along each axis.</summary>
    /// <exception cref="DeviceException">Groups do not divide the items, or there are more than CUDA has.</exception>
    public static (uint X, uint Y, uint Z) Groups(KernelLaunch launch, string device)
    {
        return (
            Along(launch.Global.X, launch.Local.X, MostAlongX),
            Along(launch.Global.Y, launch.Local.Y, MostAlongOthers),
            Along(launch.Global.Z, launch.Local.Z, MostAlongOthers)
        );

        uint Along(long items, long group, long most)
        {
            if (group < 1 || items % group != 0)
                throw Refused($"{items} items are no whole number of groups of {group}.");
            return items / group <= most
                ? (uint)(items / group)
                : throw Refused($"{items / group} groups along an axis, CUDA has {most}. Give smaller batches.");
        }

        DeviceException Refused(string why) =>
            new(DeviceFault.Refused, $"Kernel {launch.Text.Entry} cannot be launched on {device}: {why}")
            {
                Device = device,
                Kernel = launch.Text.Entry,
            };
    }

    /// <summary>How many places the arguments of a launch take.</summary>
    public static int Places(KernelLaunch launch) => launch.Arguments.Sum(a => a.Run is not null && !a.IsTable ? 2 : 1);

    /// <summary>Writes each argument to the beginning of a place: of a run its memory, then where it starts there.</summary>
    /// <param name="launch">What is launched.</param>
    /// <param name="addressOf">Where a memory lies.</param>
    /// <param name="places">As many as <see cref="Places"/> says.</param>
    public static void Pack(KernelLaunch launch, Func<IDeviceMemory, ulong> addressOf, Span<ulong> places)
    {
        int next = 0;
        foreach (KernelArgument argument in launch.Arguments)
        {
            if (argument.Run is not { } run)
            {
                places[next++] = argument.Bits; // both machines are little-endian
                continue;
            }
            places[next++] = addressOf(run.Memory);
            if (!argument.IsTable)
                places[next++] = (ulong)run.Start;
        }
    }
}
