using System.Diagnostics;
using QuickStart;
using RuleCompiler;

string data = Path.Combine(AppContext.BaseDirectory, "data");
string model = Path.Combine(data, "mnist-cnn.onnx");
NpzFile digits = NpzFile.Read(Path.Combine(data, "digits.npz"));
float[] images = digits["input"].ToSingles();
float[] expected = digits["logits"].ToSingles();
int[] labels = digits["labels"].ToInts();

using PlusExplainer plus = PlusExplainer.Load(model);
using BoxExplainer box = BoxExplainer.Load(model);
using AlphaBetaExplainer alphaBeta = AlphaBetaExplainer.Load(model);
using StrongExplainer strong = StrongExplainer.Load(model);
(string Name, Explainer Explainer)[] methods =
[
    ("EpsilonPlus", plus),
    ("EpsilonGammaBox", box),
    ("Alpha2Beta1Flat", alphaBeta),
    ("our StrongWeights", strong),
];

// the first calls compile the kernels; what is timed below is what a program sees that runs for more than a moment
foreach ((_, Explainer explainer) in methods)
{
    for (int call = 0; call < 40; call++)
        explainer.Explain(images.AsSpan(0, 784), 0);
}

ContactSheet sheet = new(
    ["digit", .. methods.Select(m => m.Name)],
    labels.Select(l => $"{l}"),
    "What speaks for the digit that the network sees?"
);
Console.WriteLine("digit  predicted  method             score  conservation error  time");
float worst = 0;
const int pixels = 28 * 28;
for (int i = 0; i < labels.Length; i++)
{
    ReadOnlySpan<float> image = images.AsSpan(i * pixels, pixels);
    float[] logits = plus.Predict(image);
    int predicted = logits.AsSpan().IndexOf(logits.Max());
    for (int k = 0; k < logits.Length; k++)
        worst = Math.Max(worst, Math.Abs(logits[k] - expected[(i * logits.Length) + k]));

    sheet[i, 0] = InputPicture.Render(image, 28, 28, scale: 4);
    for (int m = 0; m < methods.Length; m++)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Explanation explanation = methods[m].Explainer.Explain(image, predicted);
        TimeSpan time = watch.Elapsed;
        sheet[i, m + 1] = Heatmap.Render(explanation.Relevance, 28, 28, scale: 4);
        string digit = m == 0 ? $"{labels[i], 5}  {predicted, 9}" : new string(' ', 16);
        Console.WriteLine(
            $"{digit}  {methods[m].Name, -17}  {explanation.Logits[predicted], 5:F2}  {explanation.ConservationError, 18:P2}  {time.TotalMilliseconds, 5:F2} ms"
        );
    }
}

// 1e-4 is what float32 leaves of logits of this size; a wrong layer would be off by far more
bool match = worst <= 1e-4f;
Console.WriteLine(
    $"logits: largest difference from the stored ones {worst:E1}: {(match ? "they match" : "THEY DO NOT MATCH")}"
);
string path = Path.GetFullPath(args.Length > 0 ? args[0] : "quickstart.png");
sheet.SavePng(path);
Console.WriteLine($"pictures: {path}");
return match ? 0 : 1;
