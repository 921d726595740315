namespace RuleCompiler.OnnxImport;

/// <summary>Convolutions of one or two axes; those of one axis are planes of height 1.</summary>
internal static class Convolutions
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower> { ["Conv"] = Conv };

    private static Value[] Conv(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        ConstantTensor weight = to.Need(op, 1, "weight");
        ConstantTensor? bias = to.Constant(op, 2, "bias");
        int axes = x.Extents.Length - 2;
        if (axes is not (1 or 2))
        {
            throw to.Unsupported(
                op,
                $"its input {Shapes.Text(x.Extents)} has not one or two axes beside batch and channel"
            );
        }

        if (x.Extents[0] != 1)
        {
            throw to.Unsupported(
                op,
                $"its input {Shapes.Text(x.Extents)} is a batch of {x.Extents[0]} within one sample"
            );
        }

        long groups = op.Attributes.Integer("group", 1);
        int inputs = x.Extents[1];
        if (
            weight.Shape.Length != axes + 2
            || groups < 1
            || groups > inputs
            || weight.Shape[0] % groups != 0
            || weight.Shape[1] * groups != inputs
            || (bias is not null && bias.Count != weight.Shape[0])
        )
        {
            throw to.Damaged(
                op,
                $"Weights {Shapes.Text(weight.Shape)} in {groups} groups do not fit an input {Shapes.Text(x.Extents)}."
            );
        }

        int[] kernel = weight.Shape[2..];
        if (
            op.Attributes.Integers("kernel_shape") is { } declared
            && !declared.SequenceEqual(kernel.Select(k => (long)k))
        )
        {
            throw to.Damaged(
                op,
                $"Its kernel_shape [{string.Join(", ", declared.Take(8))}] is not that of its weights."
            );
        }

        Window window = Window.Read(to, op, x.Extents[2..], kernel);
        return
        [
            Convolve(to, op, x, window.AsPlane(), (int)groups, weight, bias) with
            {
                Extents = [1, weight.Shape[0], .. window.Output],
            },
        ];
    }

    /// <summary>A convolution over planes; the value's memory is [C, H, W] with the height 1 where it has one axis.</summary>
    public static Value.Computed Convolve(
        Lowering to,
        Operation op,
        Value.Computed x,
        Window window,
        int groups,
        ConstantTensor weight,
        ConstantTensor? bias
    )
    {
        int[] plane = x.Extents.Length == 4 ? x.Extents[1..] : [x.Extents[1], 1, x.Extents[2]],
            output = [weight.Shape[0], .. window.Output];
        int layer = to.Append(
            op,
            "Conv2d",
            [to.View(op, x, plane)],
            output,
            [
                ("Channels", weight.Shape[0]),
                .. window.Numbers(dilation: true),
                ("Groups", groups),
                ("Bias", bias is null ? 0 : 1),
            ]
        );
        int[] shape = [weight.Shape[0], weight.Shape[1], .. window.Kernel];
        to.SetWeight(op, layer, "weight", new(shape, Constants.Reals(weight)), weight);
        if (bias is not null)
        {
            to.SetWeight(op, layer, "bias", new([bias.Count], Constants.Reals(bias)), bias);
        }

        return new(layer, [1, .. output]);
    }

    /// <summary>A convolution with a kernel of one point: a dense layer at each place of [1, C, 1, L].</summary>
    public static Value.Computed Pointwise(
        Lowering to,
        Operation op,
        Value.Computed x,
        int channels,
        int length,
        int groups,
        ConstantTensor weight,
        ConstantTensor? bias = null
    ) =>
        Convolve(
            to,
            op,
            x with
            {
                Extents = [1, channels, 1, length],
            },
            new([1, 1], [1, 1], [0, 0], [0, 0], [0, 0], [1, 1], [1, length]),
            groups,
            weight,
            bias
        );
}
