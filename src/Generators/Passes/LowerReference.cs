using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>The plain forward pass at the reference input, for rules that name a0, x0 or y0.</summary>
internal static class LowerReference
{
    /// <summary>Adds the steps and returns the buffer of the reference input.</summary>
    public static BufferModel Run(PlanBuilder plan)
    {
        BufferModel input = plan.Buffer(
            "reference",
            Extent.Sample,
            Shapes.Count(plan.Graph.InputShape),
            origin: Origin.Given
        );
        PlanBuilder plain = plan.WithoutRules();
        plain.Values[Graph.NetworkInput] = input;
        new LowerForward(plain).Run();
        plan.Forward.AddRange(plain.Forward);
        foreach (KeyValuePair<int, BufferModel> value in plain.Values)
            plan.References[value.Key] = value.Value;
        return input;
    }
}
