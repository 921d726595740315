using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Networks;

/// <summary>A network in an ONNX file.</summary>
internal sealed class OnnxSubject : GraphSubject
{
    private readonly RuleCompiler.OnnxModel _model;

    private OnnxSubject(string path, RuleCompiler.OnnxModel model)
        : base(path, FileOf(path), model.Text, model.Graph.Inputs) => _model = model;

    public override LayerGraph Layers => _model.Graph;

    public override WeightSet Weights => _model.Weights;

    public override IReadOnlyDictionary<string, string> Sources => _model.Sources;

    public override IReadOnlyList<string> Notes => _model.Notes;

    /// <exception cref="WeightFileException">The file is damaged.</exception>
    /// <exception cref="OnnxUnsupportedException">The model says something that is not supported.</exception>
    public static Subject Read(string path) =>
        new OnnxSubject(path, Progress.Show("reading the model", () => RuleCompiler.OnnxModel.Read(path)));

    // what the generator's messages call the model
    private static string FileOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(".onnx", StringComparison.Ordinal) ? name : $"{name}.onnx";
    }
}
