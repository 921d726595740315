using Microsoft.Build.Framework;

namespace RuleCompiler.Tasks;

/// <summary>Writes the layers of ONNX models, without weights, to texts that the generator reads.</summary>
/// <remarks>
/// A model that cannot be imported leaves a text that says why; the generator repeats it where <c>[Onnx]</c> names the
/// file, for a project may hold models that it does not explain. A damaged file is an error: it is of no use to anybody.
/// </remarks>
public sealed class ExtractOnnxNetworks : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private volatile bool _cancelled;

    /// <summary>
    /// The models, with the metadata <c>TargetPath</c> (the name that [Onnx] uses), <c>Network</c> (the text to write),
    /// <c>Stamp</c> (its time is the model's last import), <c>InputShape</c> and <c>Output</c>.
    /// </summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <inheritdoc/>
    public void Cancel() => _cancelled = true;

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (
            ModelFile[] called in Models
                .Select(item => new ModelFile(item))
                .GroupBy(m => m.Name)
                .Select(g => g.ToArray())
        )
        {
            if (_cancelled)
                return false;
            ModelFile model = called[0];
            if (called.Length > 1)
                Error(
                    model,
                    $"This model and {called[1].Path} are both called {model.Name}; give one of them another Link."
                );
            else if (model.Name.Split('/').Contains("..") || Path.IsPathRooted(model.Name))
                Error(
                    model,
                    $"A model is called by a path below the project's folder, not {model.Name}; give it another Link."
                );
            else
                Extract(model);
        }

        return !Log.HasLoggedErrors;
    }

    private void Extract(ModelFile model)
    {
        try
        {
            string text = NetworkText.Of(
                model,
                note => Log.LogMessage(MessageImportance.Low, "{0}: {1}", model.Name, note)
            );
            NetworkText.Write(model, text);
        }
        catch (FormatException e)
        {
            Error(model, e.Message);
        }
        catch (WeightFileException e)
        {
            Error(
                model,
                $"{e.Message} If the project does not need the file, take it out: <RuleCompilerModel Remove=\"{model.Item}\" />"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error(model, $"The network of {model.Name} cannot be written to {model.Network}: {e.Message}");
        }
    }

    /// <summary>An error at the model's file.</summary>
    private void Error(ModelFile model, string message) =>
        Log.LogError(null, null, null, model.Path, 0, 0, 0, 0, "{0}", message);
}
