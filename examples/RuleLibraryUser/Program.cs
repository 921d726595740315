using RuleCompiler;
using RuleLibraryUser;

string data = Path.Combine(AppContext.BaseDirectory, "data");
NpzFile digits = NpzFile.Read(Path.Combine(data, "digits.npz"));
ReadOnlySpan<float> image = digits["input"].ToSingles().AsSpan(0, 28 * 28);
using ContrastExplainer explainer = ContrastExplainer.Load(Path.Combine(AppContext.BaseDirectory, "mnist-cnn.onnx"));
float[] logits = explainer.Predict(image);
int prediction = Array.IndexOf(logits, logits.Max());
Explanation explanation = explainer.Explain(image, prediction);
Console.WriteLine(
    $"a {digits["labels"].ToInts()[0]}, seen as {prediction}; the library's rule loses {explanation.ConservationError:P1} of its relevance"
);
string path = Path.GetFullPath(args.Length > 0 ? args[0] : "contrast.png");
explanation.SavePng(path);
Console.WriteLine($"picture: {path}");
