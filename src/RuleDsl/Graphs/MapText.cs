using RuleCompiler.Generators.Stamps;

namespace RuleCompiler;

/// <summary>Reads where a Rearrange or a Concat puts values: (map (extents …) (read off …) (write off …)).</summary>
internal static class MapText
{
    /// <summary>One map for each input; no two write one place.</summary>
    /// <exception cref="FormatException">A map leaves an array, or two write one place.</exception>
    public static ValueMap[] Read(SExpr.List layer, int[][] inputs, int outputs, string where)
    {
        ValueMap[] maps =
        [
            .. layer
                .Members.OfType<SExpr.List>()
                .Where(list => TextList.Head(list) == "map")
                .Select(list => Map(list, where)),
        ];
        if (maps.Length != inputs.Length)
            throw TextList.Damaged($"{where} has {maps.Length} maps for {inputs.Length} inputs");
        for (int i = 0; i < maps.Length; i++)
        {
            Within(maps[i].Reads, Shapes.Count(inputs[i]), $"reads outside its input {Shapes.Text(inputs[i])}");
            Within(maps[i].Writes, outputs, $"writes outside its {outputs} outputs");
        }

        return WriteOnce(maps, outputs) ? maps : throw TextList.Damaged($"{where} writes one place twice");

        void Within((long Least, long Largest) places, int count, string what)
        {
            if (places.Least < 0 || places.Largest >= count)
                throw TextList.Damaged($"{where} {what}");
        }
    }

    private static ValueMap Map(SExpr.List list, string where)
    {
        int[] extents = Numbers("extents");
        int[] read = Numbers("read");
        int[] write = Numbers("write");
        return
            read.Length == extents.Length + 1
            && write.Length == extents.Length + 1
            && (extents.Length == 0 || Shapes.AreValid(extents))
            ? new ValueMap(extents, read[0], read[1..], write[0], write[1..])
            : throw TextList.Damaged($"a map of {where} needs positive extents and a stride for each of them");

        int[] Numbers(string head) =>
            TextList.Integers(list, head, where) ?? throw TextList.Damaged($"a map of {where} has no '{head}'");
    }

    private static bool WriteOnce(ValueMap[] maps, int outputs)
    {
        if (maps.Sum(map => map.Count) > outputs)
            return false;
        var written = new bool[outputs];
        foreach (ValueMap map in maps)
        {
            foreach ((_, int to) in map.Moves())
            {
                if (written[to])
                    return false;
                written[to] = true;
            }
        }

        return true;
    }
}
