namespace RuleCompiler.Generators.Ir;

/// <summary>The properties of a node under the names of the DSL's layers, as composites compare them.</summary>
internal static class GraphProperties
{
    /// <summary>The number, truth values as 0 and 1; null where the node's kind has no such property.</summary>
    public static double? Number(Node node, string path) =>
        path switch
        {
            "IsFirst" => Of(node.IsFirst),
            "IsLast" => Of(node.IsLast),
            "FollowsDense" => Of(node.FollowsDense),
            "HasBoundedInput" => Of(node.HasBoundedInput),
            "Channels" when node.Kind is NodeKind.Affine or NodeKind.PReLU => node.Channels,
            "Units" or "Channels" => node.Units,
            "Bias" => Of(node.HasBias),
            "Eps" => node.Eps,
            "CountIncludePad" => Of(node.CountIncludePad),
            _ => node.Numbers.FirstOrDefault(n => n.Name == path)?.Value
                ?? (node.Window is { } window ? Number(window, path) : null),
        };

    private static double? Number(WindowModel window, string path) =>
        path switch
        {
            "Kernel.Height" => window.KernelHeight,
            "Kernel.Width" => window.KernelWidth,
            "Stride.Height" => window.StrideHeight,
            "Stride.Width" => window.StrideWidth,
            "Pad.Top" => window.PadTop,
            "Pad.Left" => window.PadLeft,
            "Pad.Bottom" => window.PadBottom,
            "Pad.Right" => window.PadRight,
            "Dilation.Height" => window.DilationHeight,
            "Dilation.Width" => window.DilationWidth,
            "Groups" => window.Groups,
            _ => null,
        };

    private static double Of(bool truth) => truth ? 1 : 0;
}
