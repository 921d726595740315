using System.CommandLine;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>The option that says where to compute.</summary>
internal sealed class DeviceOption
{
    public Option<string> Option { get; } =
        new("--device")
        {
            Description = "Where to compute: cpu, or opencl, opencl:NAME, opencl:#2 as rulec devices lists them",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => "cpu",
        };

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
            _ => throw ToolException.Use(
                $"--device '{text}' is no device; give cpu, opencl, or opencl:NAME with a part of a name that rulec devices lists"
            ),
        };
    }
}
