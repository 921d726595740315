namespace RuleCompiler.OnnxImport.Unrolling;

/// <summary>Sequences of values; their lengths and the places in them are known at import.</summary>
internal static class Sequences
{
    /// <summary>More than any network puts together; the limit bounds the time a hostile file can claim.</summary>
    private const int Longest = 4096;

    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["SequenceEmpty"] = (_, _) => [new Value.Sequence([])],
            ["SequenceConstruct"] = (to, op) => [Made(to, op, op.Inputs.Select((_, i) => to.Required(op, i)))],
            ["SequenceInsert"] = Insert,
            ["SequenceAt"] = (to, op) => [Sequence(to, op)[Place(to, op, 1, Sequence(to, op).Count)]],
            ["SequenceLength"] = (to, op) =>
                [new Value.Constant(new ConstantTensor([], new long[] { Sequence(to, op).Count }))],
        };

    /// <summary>The Concat that joins the values of a sequence along an axis that they have.</summary>
    public static Operation Joined(Lowering to, Operation op) =>
        op.Attributes.Integer("new_axis", 0) != 0
            ? throw to.Unsupported(op, "it joins along a new axis")
            : new()
            {
                Type = "Concat",
                Name = op.Name,
                Opset = op.Opset,
                Inputs = Sequence(to, op),
                Outputs = op.Outputs,
                Attributes = op.Attributes,
            };

    private static Value[] Insert(Lowering to, Operation op)
    {
        List<Value> items = [.. Sequence(to, op)];
        items.Insert(op.At(2) is null ? items.Count : Place(to, op, 2, items.Count + 1), to.Required(op, 1));
        return [Made(to, op, items)];
    }

    private static Value.Sequence Made(Lowering to, Operation op, IEnumerable<Value> items)
    {
        Value[] all = [.. items];
        return all.Any(item => item is Value.Sequence) ? throw to.Damaged(op, "It makes a sequence of sequences.")
            : all.Length > Longest ? throw to.Unsupported(op, $"it makes a sequence of more than {Longest} values")
            : new(all);
    }

    private static IReadOnlyList<Value> Sequence(Lowering to, Operation op) =>
        (to.Required(op, 0) as Value.Sequence)?.Items ?? throw to.Damaged(op, "Its input 0 is no sequence.");

    private static int Place(Lowering to, Operation op, int input, int count)
    {
        if (to.Need(op, input, "place").Integers is not [long place])
        {
            throw to.Damaged(op, "Its place is no single whole number.");
        }

        return place >= -count && place < count
            ? (int)(place < 0 ? place + count : place)
            : throw to.Damaged(op, $"There is no place {place} among {count}.");
    }
}
