using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport.Unrolling;

/// <summary>Loops whose number of iterations is known at import, and conditions that are known.</summary>
/// <param name="to">What messages and notes go to.</param>
/// <param name="run">Runs the nodes of a body on its inputs and gives its outputs.</param>
internal sealed class Unroller(Lowering to, Func<GraphProto, Operation, Value[], Value[]> run)
{
    /// <summary>More than the loops of any network run; the limit bounds the time a hostile file can claim.</summary>
    private const long MostNodes = 1 << 18;

    private long nodes;

    /// <summary>The outputs of a Loop or If; null for other operators.</summary>
    /// <exception cref="OnnxUnsupportedException">The network computes how often a body runs.</exception>
    public Value[]? TryUnroll(Operation op) =>
        op.Type switch
        {
            "If" => Choose(op),
            "Loop" => Loop(op),
            _ => null,
        };

    private Value[] Choose(Operation op)
    {
        string branch = IsTrue(op, op.At(0), "condition") ? "then_branch" : "else_branch";
        to.Note($"replaced If '{op.Name}' by its {branch}: its condition is a constant");
        return Run(Body(op, branch), op, []);
    }

    private Value[] Loop(Operation op)
    {
        GraphProto body = Body(op, "body");
        Value[] carried = [.. Enumerable.Range(2, Math.Max(0, op.Inputs.Count - 2)).Select(i => to.Required(op, i))];
        if (body.Input.Count != carried.Length + 2 || body.Output.Count <= carried.Length)
        {
            throw to.Damaged(op, $"Its body does not take and give the {carried.Length} values that it carries.");
        }

        if (op.Outputs.Skip(carried.Length).Any(name => to.Uses(name) > 0 || to.Final.Contains(name)))
        {
            throw to.Unsupported(
                op,
                "it gathers a value of every iteration; only values that it carries are supported"
            );
        }

        long? times =
            to.Constant(op, 0, "number of iterations") is not { } trips ? null
            : trips.Integers is [long single] ? single
            : throw to.Damaged(op, "Its number of iterations is no single whole number.");
        bool asks = op.At(1) is not null;
        if (times is null && !asks)
        {
            throw to.Unsupported(op, "it has neither a number of iterations nor a condition, so it does not end");
        }

        bool goesOn = !asks || IsTrue(op, op.At(1), "condition");
        long ran = 0;
        for (; goesOn && ran < (times ?? long.MaxValue); ran++)
        {
            Value[] results = Run(body, op, [Number(ran), Number(1), .. carried]);
            goesOn = !asks || IsTrue(op, results[0], "condition");
            carried = results[1..(carried.Length + 1)];
        }

        to.Note($"unrolled Loop '{op.Name}': it runs {ran} times");
        return carried;
    }

    private Value[] Run(GraphProto body, Operation op, Value[] inputs) =>
        (nodes += body.Node.Count + 1) <= MostNodes
            ? run(body, op, inputs)
            : throw to.Unsupported(op, $"the loops of the model run more than {MostNodes} nodes");

    private static Value.Constant Number(long value) => new(new([], new[] { value }));

    private bool IsTrue(Operation op, Value? value, string what) =>
        value switch
        {
            Value.Constant { Tensor.Integers: [long truth] } => truth != 0,
            Value.Computed => throw to.Unsupported(
                op,
                $"its {what} is computed by the network; only constants are supported there"
            ),
            _ => throw to.Damaged(op, $"Its {what} is no single truth value."),
        };

    private GraphProto Body(Operation op, string name) =>
        op.Attributes.Body(name) ?? throw to.Damaged(op, $"Its {name} is missing.");
}
