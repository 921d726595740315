using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Checks what layers with several inputs or with maps say of each input.</summary>
internal static class CheckInputs
{
    /// <exception cref="LayerMistake">There is not one entry an input, or a map leaves its input or output.</exception>
    public static void Of(Node node, EquatableArray<int>[] inputs, EquatableArray<int> output)
    {
        switch (node.Kind)
        {
            case NodeKind.Add when node.Signs.Count > 0:
                OneEach("signs", node.Signs.Count, inputs);
                if (node.Signs.Any(s => s is not (1 or -1)))
                    throw Mismatch($"its signs {node.Signs} are not all 1 or -1; import the model again");
                break;
            case NodeKind.Multiply:
                OneEach("gates", node.Gates.Count, inputs);
                break;
            case NodeKind.Rearrange or NodeKind.Concat:
                OneEach("maps", node.Maps.Count, inputs);
                Maps(node, inputs, output);
                break;
        }
    }

    private static void Maps(Node node, EquatableArray<int>[] inputs, EquatableArray<int> output)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (node.Maps[i].Mistake(Shapes.Count(inputs[i]), Shapes.Count(output)) is { } mistake)
                throw Mismatch($"map {i} is wrong: {mistake}; import the model again");
        }

        if (node.Maps.Sum(m => m.Count) > Shapes.Count(output) || (inputs.Length > 1 && Overlap(node.Maps, output)))
            throw Mismatch("its maps write a unit twice; import the model again");
    }

    private static bool Overlap(IEnumerable<StridedMap> maps, EquatableArray<int> output)
    {
        bool[] written = new bool[Shapes.Count(output)];
        foreach (int place in maps.Where(m => m.Count > 0).SelectMany(m => m.Written()))
        {
            if (written[place])
                return true;
            written[place] = true;
        }

        return false;
    }

    private static void OneEach(string what, int count, EquatableArray<int>[] inputs)
    {
        if (count != inputs.Length)
            throw Mismatch($"it has {count} {what} for {inputs.Length} inputs; import the model again");
    }

    private static LayerMistake Mismatch(string what) => new(RuleDiagnostics.ShapeMismatch, what);
}
