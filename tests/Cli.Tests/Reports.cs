using System.Text.Json;

namespace RuleCompiler.Cli.Tests;

/// <summary>Reads what --json prints.</summary>
internal static class Reports
{
    public static JsonElement Of(Outcome outcome)
    {
        Assert.True(outcome.Code == 0, outcome.Error);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }

    public static double Number(Outcome outcome, string key) => Of(outcome).GetProperty(key).GetDouble();

    public static string[] Keys(Outcome outcome) => [.. Of(outcome).EnumerateObject().Select(p => p.Name)];
}
