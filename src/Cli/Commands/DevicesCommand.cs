using System.CommandLine;
using System.Globalization;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Outputs;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec devices: the devices that drivers offer, or why there is none.</summary>
internal sealed class DevicesCommand : Verb
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public DevicesCommand()
        : base("devices", "List the devices of this machine that OpenCL or CUDA reaches, or say why there is none.")
    {
        Command.Options.Add(_json);
        Command.SetAction(Run);
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [("rulec devices", "which devices there are"), ("rulec devices --json", "the same for a program")];

    private int Run(ParseResult parsed)
    {
        IReadOnlyList<Device> devices = Device.All(out string? why);
        if (parsed.GetValue(_json))
            PrintJson(devices, why);
        else if (why is not null)
            Console.Out.WriteLine(why);
        else
            Print(devices);
        return 0;
    }

    private static void Print(IReadOnlyList<Device> devices)
    {
        TextTable table = new(
            "--device",
            "device",
            "kind",
            "platform",
            "driver",
            ">units",
            ">memory",
            ">local",
            ">group",
            ">vector",
            ">subgroup"
        );
        foreach (Device d in devices)
            table.Add(
                DeviceOption.Of(d),
                d.Name,
                Kind(d),
                d.Platform,
                d.Driver,
                $"{d.ComputeUnits}",
                Bytes(d.GlobalMemory),
                Bytes(d.LocalMemory),
                $"{d.WorkGroupSize}",
                $"{d.VectorWidth}",
                $"{d.SubgroupWidth}"
            );
        table.Print();
    }

    private static string Kind(Device device) =>
        device.Kind switch
        {
            DeviceKind.Cpu => "CPU",
            DeviceKind.Gpu => "GPU",
            _ => "accelerator",
        };

    private static string Bytes(long bytes) =>
        bytes < 1L << 20 ? In(bytes, 1L << 10, "KiB")
        : bytes < 1L << 30 ? In(bytes, 1L << 20, "MiB")
        : In(bytes, 1L << 30, "GiB");

    private static string In(long bytes, long unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:0.#} {name}");

    private static void PrintJson(IReadOnlyList<Device> devices, string? why) =>
        Json.Print(json =>
        {
            json.WriteStartArray("devices");
            foreach (Device d in devices)
                json.Object(() =>
                {
                    json.WriteNumber("number", d.Number);
                    json.WriteString("name", d.Name);
                    json.WriteString("kind", Kind(d).ToLowerInvariant());
                    json.WriteString("backend", d.Backend);
                    json.WriteString("platform", d.Platform);
                    json.WriteString("vendor", d.Vendor);
                    json.WriteString("driver", d.Driver);
                    json.WriteString("version", d.Version);
                    json.WriteNumber("compute_units", d.ComputeUnits);
                    json.WriteNumber("global_memory", d.GlobalMemory);
                    json.WriteNumber("largest_allocation", d.LargestAllocation);
                    json.WriteNumber("local_memory", d.LocalMemory);
                    json.WriteNumber("work_group_size", d.WorkGroupSize);
                    json.WriteNumber("vector_width", d.VectorWidth);
                    json.WriteNumber("subgroup_width", d.SubgroupWidth);
                    json.WriteBoolean("compiler", d.HasCompiler);
                });
            json.WriteEndArray();
            json.WriteString("why_none", why);
        });
}
