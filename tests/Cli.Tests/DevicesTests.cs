using System.Text.Json;

namespace RuleCompiler.Cli.Tests;

/// <summary>The list of devices, with and without any.</summary>
public sealed class DevicesTests
{
    [Fact]
    public void DevicesAreListedOrTheReasonIs()
    {
        IReadOnlyList<Device> devices = Device.All(out string? why);
        Outcome text = Workplace.Run("devices"),
            json = Workplace.Run("devices", "--json");
        Assert.Equal((0, "", 0, ""), (text.Code, text.Error, json.Code, json.Error));
        JsonElement root = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(
            devices.Select(d => d.Name),
            root.GetProperty("devices").EnumerateArray().Select(d => d.GetProperty("name").GetString())
        );
        Assert.Equal(why, root.GetProperty("why_none").GetString());
        Assert.All(devices, d => Assert.Contains($"{d.Name}  ", text.Output, StringComparison.Ordinal));
        if (why is not null)
            Assert.Equal(why + Environment.NewLine, text.Output);
    }
}
