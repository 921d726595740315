using System.CommandLine;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>The option that says where to compute.</summary>
internal sealed class DeviceOption
{
    public Option<string> Option { get; } =
        new("--device")
        {
            Description = "Where to compute: cpu, or opencl, cuda, opencl:NAME, cuda:#2 as rulec devices lists them",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => "cpu",
        };

    /// <summary>What the option takes for a device.</summary>
    public static string Of(Device device) => $"{device.Backend.ToLowerInvariant()}:#{device.Number}";

    /// <summary>The device; null for this processor.</summary>
    /// <exception cref="ToolException">The text names no kind of device.</exception>
    /// <exception cref="DeviceException">There is no such device.</exception>
    public Device? Read(ParseResult parsed)
    {
        string text = parsed.GetValue(Option)!;
        string[] parts = text.Split(':', 2);
        string? name = parts is [_, { Length: > 0 } given] ? given : null;
        return parts[0].ToLowerInvariant() switch
        {
            "cpu" when parts.Length == 1 => null,
            "opencl" => Device.OpenCl(name),
            "cuda" => Device.Cuda(name),
            _ => throw ToolException.Use(
                $"--device '{text}' is no device; give cpu, opencl, cuda, or opencl:NAME with a part of a name that rulec devices lists"
            ),
        };
    }
}
