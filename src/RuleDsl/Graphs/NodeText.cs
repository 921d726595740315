using RuleCompiler.Generators.Stamps;

namespace RuleCompiler;

/// <summary>Reads one layer of a graph text: (Kind "name" (from …) (shape …) (args …) …).</summary>
internal static class NodeText
{
    /// <exception cref="FormatException">The layer is not understood or does not fit what it reads.</exception>
    public static LayerNode Read(SExpr.List list, int[] networkShape, List<LayerNode> before)
    {
        string kind = TextList.Head(list);
        string name = list.Members.Count > 1 ? TextList.Atom(list.Members[1]) : "";
        if (name.Length == 0)
            throw TextList.Damaged($"the layer {before.Count} of the kind {kind} has no name");

        string where = $"the layer '{name}'";
        int[] from = TextList.Integers(list, "from", where) ?? throw TextList.Damaged($"{where} has no 'from'");
        int[] shape = TextList.Integers(list, "shape", where) ?? throw TextList.Damaged($"{where} has no 'shape'");
        if (!Shapes.AreValid(shape))
            throw TextList.Damaged($"{where} has the impossible shape {Shapes.Text(shape)}");
        foreach (int input in from)
        {
            if (input < LayerGraph.Input || input >= before.Count)
                throw TextList.Damaged($"{where} reads the layer {input}, which does not come before it");
        }

        Layer layer = LayerText.Read(kind, new LayerArguments(list, where), shape, where) with { Name = name };
        int[][] inputs = Array.ConvertAll(from, i => i == LayerGraph.Input ? networkShape : before[i].Shape);
        bool joins = layer is Add or Multiply or Concat;
        if (joins ? from.Length == 0 : from.Length != 1)
            throw TextList.Damaged($"{where} reads {from.Length} inputs");
        CheckShape(layer, inputs, shape, where);
        return new LayerNode(before.Count, layer, from, inputs, shape)
        {
            Signs = layer is Add ? Signs(list, from.Length, where) : [],
            Gates = layer is Multiply ? Gates(list, from.Length, where) : [],
            Maps = layer is Rearrange or Concat ? MapText.Read(list, inputs, Shapes.Count(shape), where) : [],
        };
    }

    private static void CheckShape(Layer layer, int[][] inputs, int[] shape, string where)
    {
        if (layer is Rearrange or Concat)
            return; // what is written where is in their maps
        if (layer is Flatten or Reshape or Dropout)
        {
            if (Shapes.Count(shape) != Shapes.Count(inputs[0]))
                throw Misfit(where, shape, $"its input {Shapes.Text(inputs[0])} has another number of values");
            return;
        }

        if (Array.Find(inputs, input => !input.SequenceEqual(inputs[0])) is { } other)
            throw Misfit(where, shape, $"its inputs are {Shapes.Text(inputs[0])} and {Shapes.Text(other)}");
        try
        {
            int[] inferred = ShapeInference.Output(layer, inputs[0]);
            if (!inferred.SequenceEqual(shape))
                throw Misfit(where, shape, $"its input {Shapes.Text(inputs[0])} leads to {Shapes.Text(inferred)}");
        }
        catch (ArgumentException e)
        {
            throw Misfit(where, shape, e.Message.TrimEnd('.'));
        }
    }

    private static int[] Signs(SExpr.List list, int inputs, string where)
    {
        int[] signs = TextList.Integers(list, "signs", where) ?? throw TextList.Damaged($"{where} has no 'signs'");
        return signs.Length == inputs && signs.All(sign => sign is 1 or -1)
            ? signs
            : throw TextList.Damaged($"{where} needs {inputs} signs, each 1 or -1");
    }

    private static bool[] Gates(SExpr.List list, int inputs, string where)
    {
        int[] gates = TextList.Integers(list, "gates", where) ?? throw TextList.Damaged($"{where} has no 'gates'");
        return gates.Length == inputs && gates.All(gate => gate is 0 or 1)
            ? Array.ConvertAll(gates, gate => gate == 1)
            : throw TextList.Damaged($"{where} needs {inputs} gates, each 0 or 1");
    }

    private static FormatException Misfit(string where, int[] shape, string why) =>
        TextList.Damaged($"{where} has the shape {Shapes.Text(shape)} but {why}");
}
