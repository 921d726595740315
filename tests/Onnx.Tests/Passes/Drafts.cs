using RuleCompiler.OnnxImport;

namespace RuleCompiler.Onnx.Tests.Passes;

/// <summary>Drafts of a few layers.</summary>
internal static class Drafts
{
    public static Draft Of(params DraftLayer[] layers)
    {
        Draft draft = new() { Output = layers.Length - 1 };
        draft.Inputs.Add(("x", [2, 1, 2]));
        draft.Layers.AddRange(layers);
        return draft;
    }

    public static DraftLayer Layer(string kind, int[] from, int[] shape, params (string, double)[] arguments)
    {
        DraftLayer layer = new()
        {
            Kind = kind,
            From = from,
            Shape = shape,
            Source = $"/{kind}{(from.Length > 0 ? from[0] + 1 : 0)}",
        };
        layer.Arguments.AddRange(arguments);
        return layer;
    }

    public static DraftLayer With(this DraftLayer layer, string parameter, int[] shape, params float[] values)
    {
        layer.Weights[parameter] = new(shape, values);
        return layer;
    }

    public static DraftLayer Affine(int from, int[] shape, float[] weight, float[] bias) =>
        Layer("Affine", [from], shape, ("Channels", weight.Length))
            .With("weight", [weight.Length], weight)
            .With("bias", [bias.Length], bias);

    /// <summary>y = x·weight + shift: mean 0 and variance 1.</summary>
    public static DraftLayer BatchNorm(int from, int[] shape, float[] weight, float[] shift) =>
        Layer("BatchNorm", [from], shape, ("Eps", 0))
            .With("scale", [weight.Length], weight)
            .With("shift", [shift.Length], shift)
            .With("mean", [weight.Length], new float[weight.Length])
            .With("variance", [weight.Length], [.. weight.Select(_ => 1f)]);

    public static DraftLayer Dense(int from, int[] shape, int inputs, params float[] weight) =>
        Layer("Dense", [from], shape, ("Units", shape[^1]), ("Bias", 0)).With("weight", [shape[^1], inputs], weight);

    /// <summary>A 1×1 convolution of one channel for each group.</summary>
    public static DraftLayer Depthwise(int from, int[] shape, int pad, params float[] weight) =>
        Layer(
                "Conv2d",
                [from],
                shape,
                ("Channels", weight.Length),
                ("Pad.Top", pad),
                ("Pad.Left", pad),
                ("Pad.Bottom", pad),
                ("Pad.Right", pad),
                ("Groups", weight.Length),
                ("Bias", 0)
            )
            .With("weight", [weight.Length, 1, 1, 1], weight);

    public static DraftLayer Multiply(int a, int b, int[] shape)
    {
        DraftLayer layer = Layer("Multiply", [a, b], shape);
        layer.Gates = [false, true];
        return layer;
    }

    public static DraftLayer Scaled(int from, float weight, float bias = 0) =>
        Affine(from, [2, 1, 2], [weight], [bias]);
}
