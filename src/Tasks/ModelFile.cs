using Microsoft.Build.Framework;

namespace RuleCompiler.Tasks;

/// <summary>A model of the project that is built.</summary>
internal sealed class ModelFile(ITaskItem item)
{
    /// <summary>As the project lists it.</summary>
    public string Item { get; } = item.ItemSpec;

    /// <summary>Where it lies.</summary>
    public string Path { get; } = item.GetMetadata("FullPath");

    /// <summary>How <c>[Onnx]</c> calls it: its path from the project's folder, or its link.</summary>
    public string Name { get; } = item.GetMetadata("TargetPath").Replace('\\', '/');

    /// <summary>The text to write.</summary>
    public string Network { get; } = item.GetMetadata("Network");

    /// <summary>The file whose time is that of the last import.</summary>
    public string Stamp { get; } = item.GetMetadata("Stamp");

    /// <summary>Extents that the file leaves open.</summary>
    public string InputShape { get; } = item.GetMetadata("InputShape");

    /// <summary>The tensor to explain, or null for the file's one output.</summary>
    public string? Output { get; } = item.GetMetadata("Output") is { Length: > 0 } name ? name : null;
}
