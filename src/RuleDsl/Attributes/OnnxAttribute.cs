namespace RuleCompiler;

/// <summary>
/// Says that a network is an ONNX model of the project: <c>[Network, Onnx("detypify.onnx")]</c> on an empty partial
/// class. The file is read when the project is built; its weights are read again by <c>Load</c>.
/// </summary>
/// <param name="file">The model's file, relative to the project, with '/' or '\' between folders.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OnnxAttribute(string file) : Attribute
{
    /// <summary>The model's file, relative to the project.</summary>
    public string File { get; } = file;
}
