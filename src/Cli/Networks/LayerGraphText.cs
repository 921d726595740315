using System.Globalization;

namespace RuleCompiler.Cli.Networks;

/// <summary>Writes a graph as the text that an import leaves for the compiler, so that it can be compiled at run time.</summary>
internal static class LayerGraphText
{
    /// <param name="graph">The graph.</param>
    /// <param name="layers">How many of its layers, from the first; the last of them is the output.</param>
    /// <exception cref="NotSupportedException">A layer is of a kind that only imports make.</exception>
    public static string Write(LayerGraph graph, int layers)
    {
        IEnumerable<string> inputs = graph.Inputs.Select(i => $"(input \"{i.Name}\" {List(i.Shape)})");
        IEnumerable<string> nodes = graph.Layers.Take(layers).Select(Node);
        return $"(model (notes) (sources) (graph (inputs {string.Join(' ', inputs)}) (layers\n  {string.Join("\n  ", nodes)})))\n";
    }

    private static string Node(LayerNode node)
    {
        string signs = node.Signs.Length > 0 ? $" (signs {List(node.Signs)})" : "";
        return $"({node.Layer.GetType().Name} \"{node.Layer.Name}\" (from {List(node.Inputs)}) (shape {List(node.Shape)}) (args{Arguments(node.Layer)}){signs})";
    }

    private static string Arguments(Layer layer) =>
        layer switch
        {
            Dense d => $" (Units {d.Units}) {Flag("Bias", d.Bias)}",
            Conv2d c =>
                $" (Channels {c.Channels}){Size("Kernel", c.Kernel)}{Size("Stride", c.Stride)}{Pad(c.Pad)}{Size("Dilation", c.Dilation)} (Groups {c.Groups}) {Flag("Bias", c.Bias)}",
            MaxPool p =>
                $"{Size("Kernel", p.Kernel)}{Size("Stride", p.Stride ?? p.Kernel)}{Pad(p.Pad)}{Size("Dilation", p.Dilation)}",
            AvgPool p =>
                $"{Size("Kernel", p.Kernel)}{Size("Stride", p.Stride ?? p.Kernel)}{Pad(p.Pad)} {Flag("CountIncludePad", p.CountIncludePad)}",
            BatchNorm n => string.Create(CultureInfo.InvariantCulture, $" (Eps {n.Eps:R})"),
            Dropout d => string.Create(CultureInfo.InvariantCulture, $" (Rate {d.Rate:R})"),
            ReLU or Flatten or GlobalAvgPool or Add => "",
            _ => throw new NotSupportedException($"The layer '{layer.Name}' is of a kind that has no text here."),
        };

    private static string Size(string name, Size size) => $" ({name}.Height {size.Height}) ({name}.Width {size.Width})";

    private static string Pad(Padding pad) =>
        $" (Pad.Top {pad.Top}) (Pad.Left {pad.Left}) (Pad.Bottom {pad.Bottom}) (Pad.Right {pad.Right})";

    private static string Flag(string name, bool value) => $"({name} {(value ? 1 : 0)})";

    private static string List(int[] numbers) => string.Join(' ', numbers);
}
