using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints what the runtime must know of a plan: shapes, parameters, where its buffers lie.</summary>
internal static class LayoutEmitter
{
    /// <summary>Every weight, bias and operand that some step reads.</summary>
    public static BufferModel[] Parameters(Plan plan) =>
        plan
            .Prepare.Concat(plan.Forward)
            .Concat(plan.Backward)
            .SelectMany(s => s.Inputs)
            .Where(b => b.Origin is Origin.Weight or Origin.Bias or Origin.Operand)
            .Distinct()
            .ToArray();

    public static void Emit(
        Code code,
        NetworkModel network,
        bool startsAtOne,
        Plan plan,
        PlanBuffers buffers,
        BufferModel[] parameters
    )
    {
        Graph graph = plan.Graph;
        code.Block(
            "public static readonly rules::ExplainerLayout Layout = new()",
            () =>
            {
                code.Line($"Network = {Literal.Text(network.Type.Name)},");
                code.Line($"InputShape = {Ints(graph.InputShape)},");
                code.Line($"OutputShape = {Ints(graph.Output.Shape)},");
                code.Line($"Low = {Literal.Single(graph.Low)},").Line($"High = {Literal.Single(graph.High)},");
                if (plan.ReliesOnRange)
                    code.Line("ReliesOnRange = true,");
                code.Line(
                    $"WeightsPattern = {(network.WeightsPattern is { } pattern ? Literal.Text(pattern) : "null")},"
                );
                if (network.Onnx is { Text: { } text } onnx)
                    Imported(code, text, onnx.Inputs);
                if (startsAtOne)
                    code.Line("DefaultStart = rules::OutputRelevance.One,");
                code.Line("Layers =").Line("[");
                foreach (Node node in graph.Nodes.Where(n => HasWeights(n) && n.FoldedInto is null))
                    code.Line($"    {Layer(graph, node, parameters)},");
                code.Line("],").Line("Operands =").Line("[");
                foreach (OperandModel operand in Operands(plan, parameters))
                    code.Line(
                        $"    new({Literal.Text(operand.Name)}, {operand.Index}, {Ints(operand.Shape)}, {Literal.Single(operand.Default)}),"
                    );
                code.Line("],");
                code.Line($"Inputs = [{string.Join(", ", plan.Inputs.Select(b => Region(b, buffers)))}],");
                code.Line($"Reference = {(plan.References is { } r ? Region(r, buffers) : "null")},");
                code.Line($"Outputs = [{string.Join(", ", plan.Outputs.Select(b => Region(b, buffers)))}],");
                code.Line($"Starts = [{string.Join(", ", plan.Starts.Select(b => Region(b, buffers)))}],");
                if (FirstSums.Of(plan) is { } first)
                    code.Line($"FirstSums = new({Literal.Text(first.Node.Name)}, {Region(first.To, buffers)}),");
                code.Line($"Results = [{string.Join(", ", plan.Results.Select(b => Region(b, buffers)))}],");
                code.Line(
                    $"Taps = [{string.Join(", ", plan.Taps.Select(t => $"new({Literal.Text(t.Layer)}, {Ints(t.Shape)}, {t.Channels.Count})"))}],"
                );
                code.Line($"ParameterCount = {parameters.Length},");
                code.Line($"SampleFloats = {buffers.SampleFloats},").Line($"RowFloats = {buffers.RowFloats},");
                code.Line($"SharedFloats = {buffers.SharedFloats},")
                    .Line($"ObservedFloats = {buffers.ObservedFloats},");
            },
            "};"
        );
    }

    private static void Imported(Code code, string text, IEnumerable<InputModel> inputs)
    {
        code.Line($"GraphHash = {Literal.Text(GraphHash.Of(text))},").Line("GraphInputs =").Line("[");
        foreach (InputModel input in inputs)
            code.Line($"    new({Literal.Text(input.Name)}, {Ints(input.Shape)}),");
        code.Line("],");
    }

    private static string Layer(Graph graph, Node node, BufferModel[] parameters)
    {
        Node? norm = node.FoldedBatchNorm is { } folded ? graph.Nodes[folded] : null;
        bool standalone = node.Kind == NodeKind.BatchNorm;
        string batchNorm =
            standalone ? $"new({Literal.Text(node.Name)}, {Literal.Single(node.Eps)})"
            : norm is not null ? $"new({Literal.Text(norm.Name)}, {Literal.Single(norm.Eps)})"
            : "null";
        int weight = IndexOf(Origin.Weight);
        int bias = IndexOf(Origin.Bias);
        int[] shape = standalone ? [] : WeightShape(node);
        bool hasBias = node.HasBias || node.Kind == NodeKind.Affine;
        string more =
            node.Rows > 1 ? $" {{ Rows = {node.Rows} }}"
            : node.Kind == NodeKind.PReLU ? " { Parameter = \"slope\" }"
            : "";
        return $"new({Literal.Text(node.Name)}, {Ints(shape)}, {(hasBias ? "true" : "false")}, {PlanBuilder.OutputChannels(node)}, {batchNorm}, {weight}, {bias}){more}";

        int IndexOf(Origin origin) => Array.FindIndex(parameters, p => p.Origin == origin && p.Node == node.Id);
    }

    private static bool HasWeights(Node node) => node.Kind == NodeKind.PReLU || PlanBuilder.WeightCount(node) > 0;

    private static int[] WeightShape(Node node) =>
        node.Kind == NodeKind.Dense ? [node.Units, Shapes.Last(node.InputShape)]
        : node.Kind is NodeKind.BatchNorm or NodeKind.Affine or NodeKind.PReLU ? [PlanBuilder.OutputChannels(node)]
        : [node.Units, node.InputShape[0] / node.Window!.Groups, node.Window.KernelHeight, node.Window.KernelWidth];

    private sealed record OperandModel(string Name, int Index, IReadOnlyList<int> Shape, double Default);

    private static IEnumerable<OperandModel> Operands(Plan plan, BufferModel[] parameters) =>
        from pair in parameters.Select((buffer, index) => (buffer, index))
        where pair.buffer.Origin == Origin.Operand
        from use in plan.Operands
        where use.Buffer == pair.buffer
        select new OperandModel(
            $"{use.Node.Name}.{use.Parameter.Name}",
            pair.index,
            use.Parameter.Kind == ParameterKind.PerInput ? use.Node.InputShape.ToArray() : WeightShape(use.Node),
            use.Value
        );

    private static string Region(BufferModel buffer, PlanBuffers buffers) =>
        $"new({(buffer.Extent == Extent.Row ? "true" : "false")}, {buffers.OffsetOf(buffer)}, {buffer.Size})";

    private static string Ints(IEnumerable<int> values) => $"[{string.Join(", ", values)}]";
}
