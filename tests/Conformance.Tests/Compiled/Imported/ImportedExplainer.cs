using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Emission;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A graph and a composite compiled to an explainer by the generator's own passes.</summary>
internal static class ImportedExplainer
{
    private const string Network =
        "[Network(1)] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }";

    /// <summary>The plan of a built-in composite, or of one in a source; the verifier finds nothing wrong with it.</summary>
    public static (Plan Plan, Compilation Compilation) Lower(Graph graph, string composite, string source = "")
    {
        Compilation compilation = InMemory.Plain(Network + source);
        return (Lower(FoldBatchNorm.Of(graph), composite, compilation), compilation);
    }

    /// <summary>The same for a graph whose batch normalisations are folded.</summary>
    public static Plan Lower(Graph graph, string composite, Compilation compilation)
    {
        INamedTypeSymbol type =
            compilation.GetTypeByMetadataName($"RuleCompiler.{composite}")
            ?? compilation.GetTypeByMetadataName(composite)!;
        CompositeModel chosen = CompositeParser.Parse(type, compilation, CancellationToken.None).Model!;
        Dictionary<string, RuleModel> rules = chosen
            .Arms.Select(a => a.Rule?.RuleType)
            .OfType<string>()
            .Concat(FamilyDefaults.RuleTypes(chosen.GradientFamily))
            .Distinct()
            .ToDictionary(name => name, name => RuleOf(compilation, name));
        Assignment assignment = AssignRules.Assign(graph, chosen, rules);
        Assert.Empty(assignment.Problems);
        var (plan, problems) = LowerExplainer.Lower(assignment.Graph, rules, chosen.Finish);
        Assert.DoesNotContain(problems, p => p.Id != RuleDiagnostics.NotSeparable.Id);
        Assert.Empty(VerifyPlan.Of(plan!));
        Assert.NotEmpty(PlanPrinter.Print(plan!));
        return plan!;
    }

    private static RuleModel RuleOf(Compilation compilation, string name)
    {
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(name)!;
        Result<RuleModel> parsed = RuleParser.Parse(type, compilation, CancellationToken.None);
        Assert.Empty(parsed.Diagnostics);
        return parsed.Model!;
    }

    /// <summary>The graph of a network whose model is a text.</summary>
    public static Graph GraphOf(ModelText model, string network, Compilation compilation, bool folds = true)
    {
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(network)!;
        NetworkModel declared = NetworkParser.Parse(type, compilation, CancellationToken.None).Model!;
        OnnxFileModel file = OnnxFiles.Read(model, CancellationToken.None);
        ResolvedNetwork resolved = ResolveNetwork.Of(declared, new([file]));
        Assert.Empty(resolved.Problems);
        return LowerNetwork.Of(resolved.Model!, folds).Graph;
    }

    // the graph under test was never a text, and nothing here asks an explainer for it
    private const string NoGraph =
        "public static class N { public static global::RuleCompiler.LayerGraph Graph => throw new global::System.NotSupportedException(); }";

    public static Explainer Compile(Graph graph, string composite, WeightSet weights, string source = "")
    {
        (Plan plan, Compilation compilation) = Lower(graph, composite, source);
        INamedTypeSymbol network = compilation.GetTypeByMetadataName("N")!;
        NetworkModel model = NetworkParser.Parse(network, compilation, CancellationToken.None).Model!;
        string text = ExplainerEmitter.Emit(new("", "X", "class"), model, composite, plan, FuseLaunches.In(plan));
        return InMemory.Compile(text + NoGraph).Explainer("X", weights);
    }

    /// <summary>Random weights for every slot of a graph.</summary>
    public static WeightSet Weights(Graph graph, Random random, bool bias = true)
    {
        List<Tensor> tensors = [];
        foreach (Node node in graph.Nodes)
        {
            int inputs = node.InputShape[node.InputShape.Count - 1];
            int window = node.Window?.KernelHeight ?? 1;
            (string Parameter, int[] Shape)[] slots = node.Kind switch
            {
                NodeKind.Dense when node.HasBias => [("weight", [node.Units, inputs]), ("bias", [node.Units])],
                NodeKind.Dense => [("weight", [node.Units, inputs])],
                NodeKind.Conv2d =>
                [
                    ("weight", [node.Units, node.InputShape[0], window, window]),
                    ("bias", [node.Units]),
                ],
                NodeKind.Affine => [("weight", [node.Channels]), ("bias", [node.Channels])],
                NodeKind.PReLU => [("slope", [node.Channels])],
                NodeKind.BatchNorm =>
                [
                    ("scale", [node.Shape[0]]),
                    ("shift", [node.Shape[0]]),
                    ("mean", [node.Shape[0]]),
                    ("variance", [node.Shape[0]]),
                ],
                _ => [],
            };
            tensors.AddRange(slots.Select(s => Of(node, s.Parameter, s.Shape)));
        }

        return new("random", tensors);

        Tensor Of(Node node, string parameter, int[] shape)
        {
            int count = shape.Aggregate(1, (product, extent) => product * extent);
            (double low, double high) = parameter switch
            {
                "variance" => (0.5, 1.5),
                "bias" when !bias => (0, 0),
                _ => (-1.0, 1.0),
            };
            return new($"{node.Name}.{parameter}", shape, RandomTensors.Fill(random, count, low, high));
        }
    }
}
