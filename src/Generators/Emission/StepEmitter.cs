using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints steps as calls of kernels. Locals are called as their buffers, which no keyword is.</summary>
internal sealed class StepEmitter(PolicyEmitter policies, PlanBuffers buffers, BufferModel[] parameters)
{
    /// <summary>The step whose results a caller may give, or null.</summary>
    public Step? FirstSums { get; init; }

    /// <summary>The body of one pass: where its buffers lie, then its calls.</summary>
    public void Pass(Code code, IReadOnlyList<Step> steps) => Calls(code.Lines(Places(steps)), steps, _ => []);

    public IEnumerable<string> Places(IReadOnlyList<Step> steps) =>
        steps
            .SelectMany(s => s.Inputs.Concat(s.Outputs))
            .Distinct()
            .Select(b => $"kernels::Plane {b.Name} = {Place(b)};");

    /// <summary>The calls, each followed by what is to be done with its results.</summary>
    public void Calls(Code code, IReadOnlyList<Step> steps, Func<BufferModel, IEnumerable<string>> after)
    {
        foreach (Step step in steps)
        {
            code.Line().Lines(step.Heading.Select(Literal.Comment));
            code.Line(Literal.Comment(step.Remark));
            string[] calls = [.. Call(step).Split('\n'), .. step.Outputs.SelectMany(after)];
            if (step.IsObserved)
                code.Block("if (pass.Observes)", () => code.Lines(calls));
            else if (ReferenceEquals(step, FirstSums))
                code.Block("if (!pass.HasFirstSums)", () => code.Lines(calls));
            else
                code.Lines(calls);
        }
    }

    /// <summary>Where a buffer lies.</summary>
    public string Place(BufferModel buffer) =>
        buffer.Origin is Origin.Weight or Origin.Bias or Origin.Operand
            ? $"base.Parameter({Array.IndexOf(parameters, buffer)})"
        : buffers.IsObserved(buffer) ? $"pass.Observed({buffers.OffsetOf(buffer)}, {buffer.Size})"
        : $"pass.{buffer.Extent}({buffers.OffsetOf(buffer)}, {buffer.Size})";

    /// <summary>The constant that holds a layer's geometry.</summary>
    public static string ShapeName(Node node) =>
        $"Shape{node.Id}_" + new string(node.Name.Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray());

    private static string Shape(Node node) => $"{ExplainerEmitter.Parts}.{ShapeName(node)}";

    /// <summary>The geometry of a layer as the kernels take it.</summary>
    public static string Geometry(Node node)
    {
        if (node.Kind == NodeKind.Dense)
            return $"kernels::ConvShape.Dense({Shapes.Last(node.InputShape)}, {node.Units})";
        bool image = node.InputShape.Count == 3 && node.Kind != NodeKind.Affine;
        int channels = node.Kind == NodeKind.Affine ? node.Channels : node.InputShape[0];
        (int height, int width) = image
            ? (node.InputShape[1], node.InputShape[2])
            : (1, (int)(Shapes.Count(node.InputShape) / channels));
        WindowModel window = node.Window ?? new(1, 1);
        bool convolution = node.Kind == NodeKind.Conv2d;
        int outputs = convolution ? node.Units : channels;
        int groups = convolution ? window.Groups : channels;
        return $"new kernels::ConvShape({channels}, {height}, {width}, {outputs}, {window.KernelHeight}, {window.KernelWidth}, "
            + $"{window.StrideHeight}, {window.StrideWidth}, {window.PadTop}, {window.PadLeft}, {window.PadBottom}, {window.PadRight}, "
            + $"{window.DilationHeight}, {window.DilationWidth}, {groups})";
    }

    /// <summary>The constant that holds the map of a layer's input.</summary>
    public static string MapName(Node node, int input) => $"{ShapeName(node).Replace("Shape", "Map")}_{input}";

    /// <summary>The map of a layer's input as the kernels take it.</summary>
    public static string Map(Graph graph, Node node, int input) =>
        Map(node.Maps[input], Shapes.Count(graph.ShapeOf(node.Inputs[input])), Shapes.Count(node.Shape));

    /// <summary>A map between so many inputs and outputs as the kernels take it.</summary>
    public static string Map(StridedMap map, long inputs, long outputs) =>
        $"new kernels::StridedMap([{map.Extents}], {map.Read}, [{map.ReadStrides}], {map.Write}, [{map.WriteStrides}], "
        + $"{inputs}, {outputs})";

    private string Call(Step step) =>
        step switch
        {
            Step.Move move => Move(move),
            Step.Pointwise pointwise => Run(policies.Pointwise(pointwise), pointwise),
            Step.ColumnSum sum =>
                $"kernels::Pointwise.Run({policies.ColumnSum(sum)}, pass.Samples, 1, {Units(sum.Domain, sum.Reads)}, pass.Threads);",
            Step.Product product => Product(product),
            Step.TwoProducts products => Products(products),
            Step.Pairwise pairs => Pairs(pairs),
            Step.Percentile p =>
                $"kernels::Reduce.Percentile({p.From.Name}, pass.Rows, {p.From.Size}, {Literal.Double(p.Percent)}, {p.To.Name});",
            _ => throw new InvalidOperationException($"No call for {step.GetType().Name} is known."),
        };

    private static string Run(string policy, Step.Pointwise step) =>
        $"kernels::Pointwise.Run({policy}, {Rows(step.Extent)}, {Units(step.Domain, step.Reads)}, pass.Threads);";

    /// <summary>Channels and their length; without operands per channel all channels are one long run.</summary>
    private static string Units(Domain domain, IEnumerable<Read> reads) =>
        reads.Any(r => r.Buffer.Layout == Layout.Channels)
            ? $"{domain.Channels}, {domain.Length}"
            : $"1, {domain.Units}";

    private string Product(Step.Product step) =>
        step.Kind == ProductKind.Sum
            ? $"kernels::BoxSum.{Source(step)}, {step.To.Name}, pass.Threads);"
            : $"kernels::Product.{Source(step, policies.Map(step.WeightMap))}, {step.Weights.Name}, {step.To.Name}, pass.Threads);";

    private string Products(Step.TwoProducts step)
    {
        string maps = $"{policies.Map(step.First.WeightMap)}, {policies.Map(step.Second.WeightMap)}";
        string other = step.Sources.Count == 1 ? "" : $"{step.Second.From.Name}, ";
        return $"kernels::Product.{Source(step.First, maps)}, {other}{step.First.Weights.Name}, {step.First.To.Name}, {step.Second.To.Name}, pass.Threads);";
    }

    /// <summary>The direction, the maps of the weights, the layer and what is multiplied.</summary>
    private static string Source(Step.Product step, string maps = "")
    {
        string samples = Count(step.Extent);
        string count = step.Node.Rows == 1 ? samples : $"{samples} * {step.Node.Rows}";
        string direction = (step.Forward ? "Forward" : "Backward") + (maps == "" ? "" : $"<{maps}>");
        return $"{direction}({Shape(step.Node)}, {count}, {step.From.Name}";
    }

    private string Pairs(Step.Pairwise step)
    {
        string direction = step.Forward ? "Forward" : "Backward";
        string policy = policies.Pairwise(step);
        return step.Weights is not null
            ? $"kernels::Direct.{direction}({policy}, {Shape(step.Node)}, {Rows(step.Extent)}, {step.Weights.Name}, {step.To.Buffer.Name}, pass.Threads);"
            : $"kernels::Windows.{direction}({policy}, {Shape(step.Node)}, kernels::PoolKind.{Pool(step.Node)}, {Rows(step.Extent)}, {step.Decides.Name}, {step.To.Buffer.Name}, pass.Threads);";
    }

    /// <summary>One call an input; units that no input writes are cleared by the first.</summary>
    private static string Move(Step.Move step)
    {
        bool covered = StridedMap.Cover(step.Node.Maps, step.Node.Shape);
        IEnumerable<string> calls = step.Node.Maps.Select(
            (_, i) =>
            {
                string map = $"{ExplainerEmitter.Parts}.{MapName(step.Node, i)}, {Count(step.Extent)}";
                return step.Forward
                    ? $"kernels::Strided.Forward({map}, {step.From[i].Name}, {step.To[0].Name}, {(i == 0 && !covered ? "true" : "false")}, pass.Threads);"
                    : $"kernels::Strided.Backward({map}, {step.From[0].Name}, {step.To[i].Name}, pass.Threads);";
            }
        );
        return string.Join("\n", calls);
    }

    private static string Count(Extent extent) =>
        extent switch
        {
            Extent.Shared => "1",
            Extent.Sample => "pass.Samples",
            _ => "pass.Rows",
        };

    public static string Pool(Node node) =>
        node.Kind == NodeKind.MaxPool ? "Maximum"
        : node.CountIncludePad ? "AverageIncludingPadding"
        : "Average";

    private static string Rows(Extent extent) =>
        extent switch
        {
            Extent.Shared => "1, 1",
            Extent.Sample => "pass.Samples, 1",
            _ => "pass.Samples, pass.Columns",
        };
}
