using RuleCompiler.OnnxImport;
using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler;

/// <summary>An ONNX model, translated to layers.</summary>
public sealed class OnnxModel
{
    private OnnxModel(Draft draft, string path)
    {
        string[] names = NameLayers.Run(draft);
        (Text, Hash) = ModelText.Write(draft, names);
        Graph = LayerGraph.Parse(Text);
        Notes = [.. draft.Notes];
        Sources = names.Zip(draft.Layers).ToDictionary(l => l.First, l => l.Second.Source, StringComparer.Ordinal);
        Weights = new WeightSet(
            path,
            names
                .Zip(draft.Layers)
                .SelectMany(l =>
                    l.Second.Weights.Select(w => new Tensor(
                        $"{l.First}.{w.Key}",
                        w.Value.Shape,
                        Constants.Reals(w.Value),
                        Role(w.Key)
                    ))
                )
        );
    }

    /// <summary>The network: inputs and layers with their shapes, without weights.</summary>
    public LayerGraph Graph { get; }

    /// <summary>The network as text, which the generator compiles: <c>(model (notes …) (sources …) (graph …))</c>.</summary>
    public string Text { get; }

    /// <summary>
    /// SHA-256 of the <c>(graph …)</c> on one line, in lower-case hexadecimal: two models with one hash differ in
    /// their weights at most.
    /// </summary>
    public string Hash { get; }

    /// <summary>The weights, named <c>{layer}.{parameter}</c>: <c>conv1.weight</c>, <c>conv1.bias</c>.</summary>
    public WeightSet Weights { get; }

    /// <summary>What the import did to the graph, in the order in which it did so.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The ONNX node that each layer was made of.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>Reads a model and translates it.</summary>
    /// <param name="path">The .onnx file; external data is read from its folder only.</param>
    /// <param name="options">How it is read; the defaults unless given.</param>
    /// <exception cref="WeightFileException">The file is missing or damaged, or a weight is not finite.</exception>
    /// <exception cref="OnnxUnsupportedException">The model says something that is not supported; the message names the node.</exception>
    public static OnnxModel Read(string path, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Draft draft = Importer.Import(ModelFile.Read(path), options ?? new OnnxOptions(), path);
        Tidy.Run(draft);
        DraftPasses.Run(draft);
        Tidy.Run(draft);
        return new OnnxModel(draft, path);
    }

    private static TensorRole Role(string parameter) =>
        parameter switch
        {
            "weight" => TensorRole.Weight,
            "bias" => TensorRole.Bias,
            "scale" => TensorRole.Scale,
            "shift" => TensorRole.Shift,
            "mean" => TensorRole.Mean,
            "variance" => TensorRole.Variance,
            _ => TensorRole.Other,
        };
}
