using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport.Unrolling;

/// <summary>The graphs that nodes such as Loop and If hold, and what those read from around them.</summary>
internal static class Bodies
{
    /// <summary>The values around a node's bodies that they read.</summary>
    public static IEnumerable<string> Captured(NodeProto node) =>
        node.Attribute.Where(a => a.G is not null).SelectMany(a => Free(a.G)).Distinct(StringComparer.Ordinal);

    /// <summary>Every value that a node's bodies read or give, theirs and those around, once for each use.</summary>
    public static IEnumerable<string> Read(NodeProto node) =>
        node
            .Attribute.Where(a => a.G is not null)
            .SelectMany(a => a.G.Node.SelectMany(n => n.Input.Concat(Read(n))).Concat(a.G.Output.Select(o => o.Name)));

    private static HashSet<string> Free(GraphProto body)
    {
        // the parser bounds how deep bodies lie in bodies
        HashSet<string> read = new(body.Output.Select(output => output.Name), StringComparer.Ordinal);
        foreach (NodeProto node in body.Node)
        {
            read.UnionWith(node.Input);
            read.UnionWith(Captured(node));
        }

        read.ExceptWith(body.Node.SelectMany(node => node.Output));
        read.ExceptWith(body.Input.Select(input => input.Name));
        read.ExceptWith(body.Initializer.Select(tensor => tensor.Name));
        return read;
    }
}
