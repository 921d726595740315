using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// A carrier through a maximum pool by a rule's Maximum(x, other): the rows of each window are folded, then what the
/// rows came to, both in scan order. Each tap of a window is moved to where its output lies, so that every fold is
/// formulas over planes: k + l − 2 folds for a window of k × l, and windows that overlap share those of their rows.
/// </summary>
/// <param name="plan">The plan under construction.</param>
/// <param name="node">The pool.</param>
/// <param name="formulas">How formulas of the carrier become steps.</param>
/// <param name="maximum">The rule's formula for each member.</param>
internal sealed class LowerMaximum(PlanBuilder plan, Node node, CarrierFormulas formulas, Expr[] maximum)
{
    private const string Here = "x@present";
    private const string There = "other@present";

    /// <summary>The pool's members, with the steps that they take.</summary>
    public BufferModel[] Run(BufferModel[] input)
    {
        WindowModel window = node.Window!;
        (int channels, int height, int width) = (node.InputShape[0], node.InputShape[1], node.InputShape[2]);
        (int outHeight, int outWidth) = (node.Shape[1], node.Shape[2]);
        PoolAxis rows = new(
            channels * height,
            width,
            1,
            outWidth,
            window.KernelWidth,
            window.StrideWidth,
            window.PadLeft,
            window.DilationWidth
        );
        PoolAxis columns = new(
            channels,
            height,
            outWidth,
            outHeight,
            window.KernelHeight,
            window.StrideHeight,
            window.PadTop,
            window.DilationHeight
        );
        return Fold(Fold(input, rows, "row"), columns, "column");
    }

    private BufferModel[] Fold(BufferModel[] input, PoolAxis axis, string called)
    {
        if (axis.IsIdentity)
            return input;
        Lazy<BufferModel> ones = new(() => Ones(axis, called));
        (BufferModel[] Members, BufferModel? Present)? folded = null;
        foreach (int tap in Enumerable.Range(0, axis.Taps).Where(t => axis.Reached(t) > 0))
        {
            string name = $"{called}{tap}";
            Node moves = Moves(axis, tap, name);
            BufferModel[] members = input
                .Select(
                    (from, m) => Moved(plan.Forward, moves, from, Buffer(axis, $"{name}_t{m}", formulas.ExtentOf(m)))
                )
                .ToArray();
            BufferModel? present = axis.IsEverywhere(tap)
                ? null
                : Moved(plan.Prepare, moves, ones.Value, Buffer(axis, $"{name}_present", Extent.Shared));
            folded = folded is { } before ? Folded(axis, name, before, (members, present)) : (members, present);
        }

        return folded!.Value.Members;
    }

    /// <summary>What is folded so far with one tap more; where either is outside of the image, the other.</summary>
    private (BufferModel[], BufferModel?) Folded(
        PoolAxis axis,
        string name,
        (BufferModel[] Members, BufferModel? Present) x,
        (BufferModel[] Members, BufferModel? Present) other
    )
    {
        BufferModel[] members = formulas.Run(
            $"{node.Name}, {name}",
            maximum,
            axis.Domain,
            Resolve,
            (suffix, extent) => Buffer(axis, $"{name}_{suffix}", extent),
            Chosen
        );
        return (members, Either());

        BufferModel Resolve(string operand) =>
            operand == Here ? x.Present!
            : operand == There ? other.Present!
            : operand.StartsWith("other.", StringComparison.Ordinal) ? other.Members[int.Parse(operand.Substring(6))]
            : x.Members[int.Parse(operand.Substring(2))];

        Expr Chosen(Expr both, int member)
        {
            Expr one = x.Present is null ? both : Where(Here, both, new Name($"other.{member}"));
            return other.Present is null ? one : Where(There, one, new Name($"x.{member}"));
        }

        BufferModel? Either()
        {
            if (x.Present is null || other.Present is null)
                return null;
            BufferModel present = Buffer(axis, $"{name}_either", Extent.Shared);
            plan.Pointwise(
                plan.Prepare,
                $"{node.Name}: where a tap up to {name} is inside of the image",
                Extent.Shared,
                axis.Domain,
                Resolve,
                new Write(present, Simplify.Make(Op.Max, new Name(Here), new Name(There)))
            );
            return present;
        }
    }

    private static Expr Where(string present, Expr then, Expr otherwise) =>
        Simplify.Make(Op.Select, Simplify.Make(Op.Less, Expr.Zero, new Name(present)), then, otherwise);

    /// <summary>A layer that moves one tap's values to the outputs that see them, and zeros elsewhere.</summary>
    private Node Moves(PoolAxis axis, int tap, string name) =>
        node with
        {
            Kind = NodeKind.Rearrange,
            Name = $"{node.Name}_{name}",
            InputShape = axis.InputShape,
            Shape = axis.Shape,
            Target = axis.Shape,
            Window = null,
            Maps = new[] { axis.Map(tap) }.ToEquatable(),
        };

    private BufferModel Moved(List<Step> steps, Node moves, BufferModel from, BufferModel to)
    {
        steps.Add(
            new Step.Move(
                $"{moves.Name}: the tap of each window",
                to.Extent,
                moves,
                true,
                new[] { from }.ToEquatable(),
                new[] { to }.ToEquatable()
            )
        );
        return to;
    }

    /// <summary>Ones at every input: moved as values are, they say where a tap is inside of the image.</summary>
    private BufferModel Ones(PoolAxis axis, string called)
    {
        BufferModel ones = plan.Buffer(
            $"{node.Name}_{called}_ones",
            Extent.Shared,
            Shapes.Count(axis.InputShape),
            role: "ones"
        );
        plan.Pointwise(
            plan.Prepare,
            $"{node.Name}: 1 inside of the image",
            Extent.Shared,
            Domain.Of(axis.InputShape),
            n => throw new InvalidOperationException($"Ones read no '{n}'."),
            new Write(ones, Expr.One)
        );
        return ones;
    }

    private BufferModel Buffer(PoolAxis axis, string suffix, Extent extent) =>
        plan.Buffer($"{node.Name}_{suffix}", extent, axis.Domain.Units, role: suffix);
}
