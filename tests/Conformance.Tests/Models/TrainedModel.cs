using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.Models;

/// <summary>An ONNX file of the repository with inputs and the logits it must give for them.</summary>
/// <param name="Name">The network's name in the compiled source.</param>
/// <param name="File">The model; found by <see cref="TestFiles"/>.</param>
/// <param name="Stored">The archive with the inputs, <c>input</c>, and the logits.</param>
/// <param name="Logits">What the archive calls the logits.</param>
/// <param name="Range">The range of the inputs, as an argument list of <see cref="NetworkAttribute"/>.</param>
internal sealed record TrainedModel(string Name, string File, string Stored, string Logits, string Range)
{
    private readonly Lazy<OnnxModel> _read = new(() => OnnxModel.Read(TestFiles.Path(File)));
    private readonly Lazy<NpzFile> _stored = new(() => NpzFile.Read(TestFiles.Path(Stored)));

    public static IReadOnlyList<TrainedModel> All { get; } =
    [
        new("Mnist", "mnist-cnn.onnx", "mnist-cnn-io.npz", "logits", "Low = 0, High = 1"),
        new("TwoDigits", "two-digit-mlp.onnx", "two-digit-io.npz", "score", "Low = -0.5f, High = 1.5f"),
        new("Fashion", "fashion-bn-cnn.onnx", "fashion-io.npz", "logits", "Low = 0, High = 1"),
        new("Titanic", "titanic-mlp.onnx", "titanic-io.npz", "logits", "Low = -3, High = 3"),
        new("Detypify", "detypify.onnx", "detypify-io.npz", "logits", "Low = 0, High = 1"),
        new("Face", "face-expression.onnx", "faceexpr-io.npz", "logits", "Low = -0.5f, High = 0.6f"),
    ];

    public static TrainedModel Of(string name) => All.Single(model => model.Name == name);

    public OnnxModel Read => _read.Value;

    /// <summary>All stored inputs, one after another.</summary>
    public float[] Inputs => _stored.Value["input"].ToSingles();

    /// <summary>The logits of all of them.</summary>
    public double[] Expected => _stored.Value[Logits].ToDoubles();

    /// <summary>The first of them.</summary>
    public float[] First => Inputs[..Read.Graph.InputShape.Aggregate(1, (product, axis) => product * axis)];

    /// <summary>The largest logit of the first input.</summary>
    public int Target
    {
        get
        {
            double[] logits = Expected[..Read.Graph.Layers[^1].Shape.Aggregate(1, (product, axis) => product * axis)];
            return Array.IndexOf(logits, logits.Max());
        }
    }
}
