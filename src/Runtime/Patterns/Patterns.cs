using RuleCompiler.PatternEstimation;

namespace RuleCompiler;

/// <summary>The patterns of a network's layers, with what is known of how they came about.</summary>
public sealed class Patterns
{
    internal Patterns(
        IEnumerable<LayerPattern> layers,
        SignalEstimator estimator,
        PatternCentre centre,
        long samples,
        long heldOut
    )
    {
        Layers = [.. layers];
        (Estimator, Centre, Samples, HeldOut) = (estimator, centre, samples, heldOut);
        Operands = Layers.ToDictionary(l => $"{l.Layer}.Pattern", l => l.Values);
    }

    /// <summary>The layers in execution order.</summary>
    public IReadOnlyList<LayerPattern> Layers { get; }

    /// <summary>The estimator.</summary>
    public SignalEstimator Estimator { get; }

    /// <summary>The mean of y that was taken off.</summary>
    public PatternCentre Centre { get; }

    /// <summary>The samples of the stream.</summary>
    public long Samples { get; }

    /// <summary>Those of them that measured the quality.</summary>
    public long HeldOut { get; }

    /// <summary>
    /// The patterns as <see cref="ExplainerOptions.Operands"/> and <c>InterpreterOptions.Operands</c> take them:
    /// <c>conv1.Pattern</c>, …
    /// </summary>
    public IReadOnlyDictionary<string, float[]> Operands { get; }

    /// <summary>Reads patterns that <see cref="Save"/> wrote.</summary>
    /// <exception cref="WeightFileException">The file is missing or damaged, or holds no patterns.</exception>
    public static Patterns Load(string path) => PatternFile.Read(path);

    /// <summary>
    /// Writes a .safetensors file as a whole or not at all: a tensor <c>layer.Pattern</c> of each layer in float32, the rest
    /// as metadata.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Save(string path) => PatternFile.Write(path, this);
}
