using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Emission;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>All passes of an explainer, from its model to its text.</summary>
internal static class CompileExplainer
{
    /// <param name="model">The explainer.</param>
    /// <param name="ilgpu">How visible kernels for ILGPU are; empty where there are none.</param>
    public static CompiledExplainer Run(ExplainerModel model, string ilgpu = "")
    {
        GraphResult lowered = LowerNetwork.Of(model.Network, model.Composite.FoldsBatchNorm);
        if (lowered.Problems.Count > 0)
            return new(model.Type, null, EquatableArray<GraphProblem>.Empty); // reported at the network
        Dictionary<string, RuleModel> rules = model.RulesByName();
        Assignment assignment = AssignRules.Assign(lowered.Graph, model.Composite, rules);
        if (assignment.Problems.Count > 0)
            return new(model.Type, null, assignment.Problems);
        Expr? finish = model.Finish ?? model.Composite.Finish;
        (Plan? plan, IReadOnlyList<GraphProblem> problems) = LowerExplainer.Lower(assignment.Graph, rules, finish);
        if (plan is null)
            return new(model.Type, null, problems.ToEquatable());
        Plan launches = FuseLaunches.In(plan);
        string text = ExplainerEmitter.Emit(
            model.Type,
            model.Network,
            model.Composite.Type.FullName,
            plan,
            launches,
            model.Composite.StartsAtOne
        );
        return new(
            model.Type,
            text,
            problems.Concat(Proofs.Of(plan, rules, model.Composite.Type.Name, finish)).ToEquatable()
        )
        {
            Ilgpu = ilgpu.Length == 0 ? null : IlgpuEmitter.Emit(model.Type, launches, ilgpu),
        };
    }
}

/// <summary>An explainer's text, or why there is none.</summary>
internal sealed record CompiledExplainer(TypeModel Type, string? Text, EquatableArray<GraphProblem> Problems)
{
    /// <summary>The text of its kernels for ILGPU; null where the library is not referenced.</summary>
    public string? Ilgpu { get; init; }
}
