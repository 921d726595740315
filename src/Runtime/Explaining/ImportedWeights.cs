using System.ComponentModel;

namespace RuleCompiler;

/// <summary>
/// The weights of an imported network: from the model it was compiled from, or one of the same graph that was trained
/// further; or from a file of tensors that are called <c>layer.parameter</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImportedWeights
{
    /// <summary>Generated code calls this.</summary>
    /// <param name="path">An .onnx, .npz or .safetensors file.</param>
    /// <param name="layout">The compiled network.</param>
    /// <param name="compiled">Its graph.</param>
    /// <exception cref="WeightFileException">The file is missing or damaged.</exception>
    /// <exception cref="OnnxUnsupportedException">The model cannot be imported.</exception>
    /// <exception cref="WeightMismatchException">The model has another graph.</exception>
    public static WeightSet Read(string path, ExplainerLayout layout, LayerGraph compiled)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(compiled);
        if (!Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            return WeightFile.Read(path);
        OnnxModel model = Read(path, compiled);
        if (model.Hash == layout.GraphHash)
            return model.Weights;
        (string? layer, string difference) = GraphDifference.Between(compiled, model.Graph);
        throw new WeightMismatchException(
            $"{path} is not the model that '{layout.Network}' was compiled from: {difference}; load a model of the same "
                + "graph, or build the project again with this one.",
            layer
        );
    }

    /// <summary>Reads the model with the output and the extents (where it leaves them open) with which it was compiled.</summary>
    private static OnnxModel Read(string path, LayerGraph compiled)
    {
        try
        {
            return OnnxModel.Read(
                path,
                new OnnxOptions
                {
                    Output = compiled.OutputName,
                    InputShapes = compiled.Inputs.ToDictionary(input => input.Name, input => input.Shape),
                }
            );
        }
        catch (OnnxUnsupportedException)
        {
            // another model may have other inputs; read as it is, it can be said how it differs
            return OnnxModel.Read(path);
        }
    }
}
