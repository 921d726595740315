using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Networks;

/// <summary>A network in an ONNX file.</summary>
internal static class OnnxSubject
{
    public static Subject Read(string path) => throw ToolException.Failed($"'{path}': ONNX is merged next");
}
