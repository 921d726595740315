using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints a plan as data: the launches that the runtime walks on a device, with their policies as text.</summary>
internal static class DeviceEmitter
{
    /// <summary>The nested class that holds the data, made when a device is first asked for.</summary>
    public const string Parts = "GeneratedLaunches";

    /// <param name="code">Receives the class.</param>
    /// <param name="plan">The plan, with <see cref="FuseLaunches"/>.</param>
    /// <param name="parameters">Weights, biases and operands, in the layout's order.</param>
    public static void Emit(Code code, Plan plan, BufferModel[] parameters)
    {
        DevicePlaces places = new(plan, new(plan), parameters);
        DeviceStepEmitter steps = new(plan, places);
        string[] prepare = plan.Prepare.SelectMany(steps.Of).ToArray(),
            forward = plan.Forward.SelectMany(steps.Of).ToArray(),
            backward = plan.Backward.SelectMany(steps.Of).ToArray();
        code.Block(
            $"private static class {Parts}",
            () =>
                code.Block(
                    "public static readonly devices::DevicePlan Plan = new()",
                    () =>
                    {
                        List(code, "Policies", steps.Policies);
                        List(code, "Prepare", prepare);
                        List(code, "Forward", forward);
                        List(code, "Backward", backward);
                        List(code, "GivenValues", places.Given(plan.Inputs, isValue: true));
                        List(code, "GivenRelevances", places.Given(plan.Starts, isValue: false));
                        List(code, "Inputs", plan.Inputs.Select(places.Of));
                        if (plan.References is { } reference)
                            code.Line($"Reference = {places.Of(reference)},");
                        List(code, "Outputs", plan.Outputs.Select(places.Of));
                        if (FirstSums.Of(plan) is { } first)
                            code.Line($"FirstSums = {places.Of(first.To)},");
                        List(code, "Starts", plan.Starts.Select(places.Of));
                        List(code, "Results", plan.Results.Select(places.Of));
                        code.Lines(places.Floats);
                    },
                    "};"
                )
        );
    }

    private static void List(Code code, string name, IEnumerable<string> items)
    {
        code.Line($"{name} =").Line("[").Lines(items.Select(item => $"    {item},")).Line("],");
    }
}
