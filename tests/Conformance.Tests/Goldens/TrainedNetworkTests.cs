using QuickStart;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>Trained networks from ONNX files: stored outputs, and compiled relevance against the interpreter's.</summary>
public sealed class TrainedNetworkTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    [Fact]
    public void Mnist()
    {
        WeightSet weights = WeightFile.Read(Path.Combine(Data, "mnist-cnn.onnx"));
        using MnistExplainer explainer = new(weights);
        Agree(explainer, Interpreter.For<Digits, EpsilonPlus>(weights), "mnist-cnn-io.npz");
    }

    [Fact]
    public void Fashion_with_batch_norms()
    {
        WeightSet weights = WeightFile.Read(Path.Combine(Data, "fashion-bn-cnn.onnx"));
        using FashionExplainer explainer = new(weights);
        Agree(explainer, Interpreter.For<FashionCnn, EpsilonPlus>(weights), "fashion-io.npz");
    }

    private static void Agree(Explainer explainer, Interpreter interpreter, string file)
    {
        NpzFile stored = NpzFile.Read(Path.Combine(Data, file));
        float[] inputs = stored["input"].ToSingles(),
            outputs = stored["logits"].ToSingles();
        // 1e-4 of the largest: the stored ones are themselves float32, summed in another order
        Near.Same(Doubles(outputs), Doubles(explainer.Predict(inputs)), 1e-4);

        ReadOnlySpan<float> picture = inputs.AsSpan(0, 28 * 28);
        int target = outputs.AsSpan(0, 10).IndexOf(outputs.Take(10).Max());
        Explanation compiled = explainer.Explain(picture, target);
        InterpretedExplanation reference = interpreter.Explain(picture, target);
        Near.Same(reference.Logits, Doubles(compiled.Logits), 1e-5);
        // The convolutions' z⁺ is well conditioned; what float32 loses, the two ε-rules of the dense layers lose,
        // where a sum near zero is a small difference of large contributions.
        Near.Same(reference.Relevance, Doubles(compiled.Relevance), 1e-4);
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
