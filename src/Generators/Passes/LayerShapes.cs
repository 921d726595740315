using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The output shape of one layer.</summary>
internal static class LayerShapes
{
    /// <exception cref="LayerMistake">The layer does not fit its input.</exception>
    public static EquatableArray<int> Output(Node node, EquatableArray<int> input) =>
        node.Kind switch
        {
            NodeKind.Dense => Features(node, input),
            NodeKind.Conv2d => Convolution(node, node.Window!, Image(input)),
            NodeKind.MaxPool or NodeKind.AvgPool => Pool(node.Window!, Image(input)),
            NodeKind.GlobalAvgPool => Of(Image(input)[0], 1, 1),
            NodeKind.Flatten => Of(checked((int)Shapes.Count(input))),
            NodeKind.Reshape => Reshaped(node, input),
            NodeKind.Rearrange or NodeKind.Concat => Declared(node.Target),
            NodeKind.Affine or NodeKind.PReLU => Channelwise(node, input),
            _ => input,
        };

    /// <summary>The shape that an imported layer states.</summary>
    private static EquatableArray<int> Declared(EquatableArray<int> shape) =>
        shape.Count > 0 && shape.All(extent => extent > 0)
            ? shape
            : throw Mismatch($"its shape {Shapes.Text(shape)} has no positive extents; import the model again");

    private static EquatableArray<int> Reshaped(Node node, EquatableArray<int> input) =>
        Shapes.Count(Declared(node.Target)) == Shapes.Count(input)
            ? node.Target
            : throw Mismatch(
                $"its shape {Shapes.Text(node.Target)} has not as many elements as its input {Shapes.Text(input)}; "
                    + "import the model again"
            );

    private static EquatableArray<int> Channelwise(Node node, EquatableArray<int> input)
    {
        Positive("channels", node.Channels);
        return Shapes.Count(input) % node.Channels == 0
            ? input
            : throw Mismatch(
                $"its {node.Channels} channels do not divide the elements of its input {Shapes.Text(input)}; "
                    + "choose a divisor"
            );
    }

    private static EquatableArray<int> Features(Node dense, EquatableArray<int> input)
    {
        Positive("units", dense.Units);
        return input.Take(input.Count - 1).Append(dense.Units).ToEquatable();
    }

    private static EquatableArray<int> Convolution(Node conv, WindowModel window, EquatableArray<int> input)
    {
        Positive("channels", conv.Units);
        Positive("groups", window.Groups);
        return input[0] % window.Groups == 0 && conv.Units % window.Groups == 0
            ? Windows(window, input, conv.Units)
            : throw Mismatch(
                $"its {window.Groups} groups do not divide both the {input[0]} channels of its input "
                    + $"{Shapes.Text(input)} and its {conv.Units} own; choose a common divisor"
            );
    }

    private static EquatableArray<int> Pool(WindowModel window, EquatableArray<int> input)
    {
        EquatableArray<int> output = Windows(window, input, input[0]);
        // A window that lies in the padding alone has no inputs, so it has neither a maximum nor a mean.
        return
            Math.Max(window.PadTop, window.PadBottom) < window.KernelHeight
            && Math.Max(window.PadLeft, window.PadRight) < window.KernelWidth
            ? output
            : throw Invalid("has a padding as large as its window; use less padding");
    }

    private static EquatableArray<int> Windows(WindowModel window, EquatableArray<int> input, int channels)
    {
        Positive("kernel rows", window.KernelHeight);
        Positive("kernel columns", window.KernelWidth);
        Positive("as vertical stride", window.StrideHeight);
        Positive("as horizontal stride", window.StrideWidth);
        Positive("as vertical dilation", window.DilationHeight);
        Positive("as horizontal dilation", window.DilationWidth);
        int[] padding = [window.PadTop, window.PadLeft, window.PadBottom, window.PadRight];
        if (padding.Min() < 0)
            throw Invalid($"has {padding.Min()} rows or columns of padding; use zero or more");

        // in 64 bits, since absurd paddings and dilations must be reported, not wrapped around
        long height = (long)input[1] + window.PadTop + window.PadBottom;
        long width = (long)input[2] + window.PadLeft + window.PadRight;
        long spanY = ((long)window.DilationHeight * (window.KernelHeight - 1)) + 1;
        long spanX = ((long)window.DilationWidth * (window.KernelWidth - 1)) + 1;
        if (spanY > height || spanX > width)
        {
            throw Mismatch(
                $"its window spans {spanY}×{spanX} but its padded input is only {height}×{width} "
                    + $"(input {Shapes.Text(input)}); use a smaller window or more padding"
            );
        }

        return Of(
            channels,
            (int)Math.Min(int.MaxValue, ((height - spanY) / window.StrideHeight) + 1),
            (int)Math.Min(int.MaxValue, ((width - spanX) / window.StrideWidth) + 1)
        );
    }

    private static EquatableArray<int> Image(EquatableArray<int> input) =>
        input.Count == 3
            ? input
            : throw Mismatch(
                $"it expects an input of shape [C,H,W] but gets {Shapes.Text(input)}; "
                    + "move it before the Flatten or declare the network's input as an image"
            );

    private static void Positive(string what, int number)
    {
        if (number < 1)
            throw Invalid($"has {number} {what}; give at least 1");
    }

    private static EquatableArray<int> Of(params int[] extents) => extents.ToEquatable();

    private static LayerMistake Mismatch(string what) => new(RuleDiagnostics.ShapeMismatch, what);

    private static LayerMistake Invalid(string what) => new(RuleDiagnostics.InvalidLayer, what);
}
