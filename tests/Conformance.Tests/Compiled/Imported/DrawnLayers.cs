using RuleCompiler.Conformance.Tests.Reference;
using static RuleCompiler.Conformance.Tests.Compiled.GraphBuilder;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The layers of which a <see cref="DrawnGraph"/> is made.</summary>
internal sealed class DrawnLayers(DrawnGraph graph, Random random)
{
    /// <summary>One layer, or a few that belong together.</summary>
    public (int Layer, int[] Shape) Step((int Layer, int[] Shape) at)
    {
        bool image = at.Shape.Length == 3;
        return random.Next(16) switch
        {
            0 or 1 or 2 when image => Convolution(at),
            3 when image => Maximum(at),
            4 when image => Mean(at),
            5 => Normalised(at),
            6 => graph.Dense(at, random.Next(2, 6)),
            7 => PerChannel("Affine", at),
            8 => Moved(at),
            9 => Moved(at),
            10 => Reshaped(at),
            11 => Concatenated(at),
            12 => Sum(at),
            13 => Product(at),
            14 => PerChannel("PReLU", at),
            _ => Activation(at),
        };
    }

    private (int, int[]) Convolution((int Layer, int[] Shape) at)
    {
        int channels = at.Shape[0];
        int groups = random.Next(3) switch
        {
            0 => channels, // depthwise
            1 when channels % 2 == 0 => 2,
            _ => 1,
        };
        int units = groups * random.Next(1, groups == 1 ? 6 : 3);
        (string window, int[] size, int[] kernel) = Window(at.Shape, dilated: true);
        int bias = random.Next(2);
        int inputs = channels / groups * kernel[0] * kernel[1];
        graph.Weight("weight", [units, channels / groups, .. kernel], Math.Sqrt(6.0 / inputs));
        if (bias > 0)
            graph.Weight("bias", [units], 0.1);
        return graph.Add(
            "Conv2d",
            [units, .. size],
            [at.Layer],
            $"(Channels {units}) {window} (Groups {groups}) (Bias {bias})"
        );
    }

    private (int, int[]) Maximum((int Layer, int[] Shape) at)
    {
        (string window, int[] size, _) = Window(at.Shape, dilated: true, pool: true);
        return graph.Add("MaxPool", [at.Shape[0], .. size], [at.Layer], window);
    }

    private (int, int[]) Mean((int Layer, int[] Shape) at)
    {
        if (random.Next(4) == 0)
            return graph.Add("GlobalAvgPool", [at.Shape[0], 1, 1], [at.Layer]);
        (string window, int[] size, _) = Window(at.Shape, dilated: false, pool: true);
        string args = $"{window} (CountIncludePad {random.Next(2)})";
        return graph.Add("AvgPool", [at.Shape[0], .. size], [at.Layer], args);
    }

    /// <summary>A window that fits, with padding that may differ from side to side.</summary>
    private (string Args, int[] Size, int[] Kernel) Window(int[] shape, bool dilated, bool pool = false)
    {
        int[] kernel = new int[2];
        int[] size = new int[2];
        int[] stride = new int[2];
        int[] dilation = [1, 1];
        int[] pads = new int[4];
        for (int axis = 0; axis < 2; axis++)
        {
            int extent = shape[axis + 1];
            kernel[axis] = random.Next(1, Math.Min(extent, 3) + 1);
            dilation[axis] = dilated && 2 * (kernel[axis] - 1) < extent ? random.Next(1, 3) : 1;
            stride[axis] = random.Next(1, 3);
            // padding of a pool leaves a pixel of the image in every window
            int most = pool && (kernel[axis] == 1 || dilation[axis] > 1) ? 0 : Math.Min(kernel[axis] - 1, 1);
            (pads[axis], pads[axis + 2]) = (random.Next(most + 1), random.Next(most + 1));
            int reach = ((kernel[axis] - 1) * dilation[axis]) + 1;
            size[axis] = ((extent + pads[axis] + pads[axis + 2] - reach) / stride[axis]) + 1;
        }

        string args =
            $"(Kernel.Height {kernel[0]}) (Kernel.Width {kernel[1]}) (Stride.Height {stride[0]}) (Stride.Width {stride[1]}) "
            + $"(Pad.Top {pads[0]}) (Pad.Left {pads[1]}) (Pad.Bottom {pads[2]}) (Pad.Right {pads[3]})";
        return (
            dilated ? $"{args} (Dilation.Height {dilation[0]}) (Dilation.Width {dilation[1]})" : args,
            size,
            kernel
        );
    }

    private (int, int[]) Normalised((int Layer, int[] Shape) at)
    {
        graph.Weight("scale", [at.Shape[0]], 0.5, 1.5);
        graph.Weight("shift", [at.Shape[0]], 0.5);
        graph.Weight("mean", [at.Shape[0]], 0.5);
        graph.Weight("variance", [at.Shape[0]], 0.5, 1.5);
        return graph.Add("BatchNorm", at.Shape, [at.Layer], "(Eps 0.001)");
    }

    /// <summary>One number for all units, for each channel or for each unit.</summary>
    private (int Layer, int[] Shape) PerChannel(string kind, (int Layer, int[] Shape) at)
    {
        int channels = random.Next(3) switch
        {
            0 => 1,
            1 => at.Shape[0],
            _ => DrawnGraph.Count(at.Shape),
        };
        graph.Weight(kind == "Affine" ? "weight" : "slope", [channels], 1);
        if (kind == "Affine")
            graph.Weight("bias", [channels], 0.5);
        return graph.Add(kind, at.Shape, [at.Layer], $"(Channels {channels})");
    }

    private (int Layer, int[] Shape) Activation((int Layer, int[] Shape) at)
    {
        string[] drawn = RandomGraph.Anywhere[random.Next(RandomGraph.Anywhere.Length)].Split(' ', 2);
        if (random.Next(3) == 0)
            drawn = ["ReLU"];
        if (drawn[0] is "Exp" or "Log" or "Sqrt" or "Reciprocal")
        {
            // between ½ and 3⁄2, where all of them are defined and tame
            at = graph.Add("Sigmoid", at.Shape, [at.Layer]);
            graph.Weight("weight", [1], 1, 1);
            graph.Weight("bias", [1], 0.5, 0.5);
            at = graph.Add("Affine", at.Shape, [at.Layer], "(Channels 1)");
        }

        return graph.Add(drawn[0], at.Shape, [at.Layer], drawn.Length > 1 ? drawn[1] : "");
    }

    /// <summary>A transposition, a slice, a padding or a repetition.</summary>
    private (int, int[]) Moved((int Layer, int[] Shape) at)
    {
        int[] shape = at.Shape;
        int[] strides = MapTexts.Strides(shape);
        int axis = random.Next(shape.Length);
        switch (random.Next(4))
        {
            case 0:
                int[] order = [.. Enumerable.Range(0, shape.Length)];
                random.Shuffle(order);
                int[] turned = [.. order.Select(a => shape[a])];
                int[] read = [.. order.Select(a => strides[a])];
                return graph.Moved(at, turned, Map(turned, 0, read, 0, MapTexts.Strides(turned)));
            case 1:
                int step = shape[axis] > 3 ? random.Next(1, 3) : 1;
                int first = random.Next(shape[axis] > 1 ? 2 : 1);
                int[] part = [.. shape];
                part[axis] = (shape[axis] - first + step - 1) / step;
                int[] steps = [.. strides];
                steps[axis] *= random.Next(2) == 0 ? step : -step;
                int start = steps[axis] < 0 ? first + ((part[axis] - 1) * step) : first;
                return graph.Moved(at, part, Map(part, start * strides[axis], steps, 0, MapTexts.Strides(part)));
            case 2:
                int before = random.Next(2);
                int[] padded = [.. shape];
                padded[axis] += before + 1;
                int[] write = MapTexts.Strides(padded);
                return graph.Moved(at, padded, Map(shape, 0, strides, before * write[axis], write));
            default:
                int times = random.Next(2, 4);
                int[] repeated = [.. shape];
                repeated[axis] *= times;
                // the axis is read several times from its beginning
                int[] extents = [.. shape[..axis], times, .. shape[axis..]];
                int[] again = [.. strides[..axis], 0, .. strides[axis..]];
                return graph.Moved(at, repeated, Map(extents, 0, again, 0, MapTexts.Strides(extents)));
        }
    }

    private (int, int[]) Reshaped((int Layer, int[] Shape) at)
    {
        int n = DrawnGraph.Count(at.Shape);
        int[] divisors = [.. Enumerable.Range(1, n).Where(d => n % d == 0)];
        int first = divisors[random.Next(divisors.Length)];
        int[] left = [.. divisors.Where(d => n / first % d == 0)];
        int second = left[random.Next(left.Length)];
        int[] shape = [first, second, n / first / second];
        return graph.Add("Reshape", random.Next(3) == 0 ? [first, n / first] : shape, [at.Layer]);
    }

    private (int, int[]) Concatenated((int Layer, int[] Shape) at)
    {
        (int Layer, int[] Shape) other = graph.Former(at);
        if (DrawnGraph.Count(at.Shape) + DrawnGraph.Count(other.Shape) > 100)
            return Activation(at);
        if (random.Next(2) == 0)
            return graph.Joined(at, other);
        // three of one shape along an axis, one of them nonlinear
        int axis = random.Next(at.Shape.Length);
        int[] parts = [at.Layer, Activation(at).Layer, PerChannel("Affine", at).Layer];
        random.Shuffle(parts);
        int[] shape = [.. at.Shape];
        shape[axis] *= 3;
        int[] write = MapTexts.Strides(shape);
        IEnumerable<string> maps = parts.Select(
            (_, i) => Map(at.Shape, 0, MapTexts.Strides(at.Shape), i * at.Shape[axis] * write[axis], write).Print()
        );
        return graph.Add("Concat", shape, parts, "", string.Join(' ', maps));
    }

    private (int, int[]) Sum((int Layer, int[] Shape) at)
    {
        List<int> parts = [at.Layer, Like(at), PerChannel("Affine", at).Layer];
        if (random.Next(2) == 0)
            parts.Add(at.Layer);
        IEnumerable<int> signs = parts.Select((_, i) => i > 0 && random.Next(3) == 0 ? -1 : 1);
        return graph.Add("Add", at.Shape, [.. parts], "", $"(signs {string.Join(' ', signs)})");
    }

    private (int, int[]) Product((int Layer, int[] Shape) at)
    {
        (int[] parts, string gates) = random.Next(4) switch
        {
            0 => ((int[])[at.Layer, Gate()], "0 1"),
            1 => ([Gate(), at.Layer, Like(at)], "1 0 0"),
            2 => ([at.Layer, Gate()], "0 0"),
            _ => ([at.Layer, Like(at)], "0 0"),
        };
        return graph.Add("Multiply", at.Shape, parts, "", $"(gates {gates})");

        int Gate() => graph.Add("Sigmoid", at.Shape, [PerChannel("Affine", at).Layer]).Layer;
    }

    /// <summary>A former value in the shape of this one, where it has as many units; a function of this one otherwise.</summary>
    private int Like((int Layer, int[] Shape) at)
    {
        (int Layer, int[] Shape) other = graph.Former(at);
        return DrawnGraph.Count(other.Shape) != DrawnGraph.Count(at.Shape) ? Activation(at).Layer
            : other.Shape.SequenceEqual(at.Shape) ? other.Layer
            : graph.Add("Reshape", at.Shape, [other.Layer]).Layer;
    }
}
