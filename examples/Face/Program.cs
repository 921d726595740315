using FaceExample;
using RuleCompiler;

string[] expressions = ["neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised"];
float[] mean = [122.782f, 117.001f, 104.298f]; // of red, green, blue in the data that the network was trained on
const int side = 112;
const int pixels = side * side;

string folder = AppContext.BaseDirectory;
string model = Path.Combine(folder, "face-expression.onnx");
float[] photograph = PngPicture.Load(Path.Combine(folder, "data", "face.png")).ToInput(3, side, side);
float[] input = new float[3 * pixels];
for (int i = 0; i < input.Length; i++)
    input[i] = photograph[i] - (mean[i / pixels] / 255);

using GradientExplainer gradient = GradientExplainer.Load(model);
using GammaExplainer gamma = GammaExplainer.Load(model);
float[] logits = gradient.Predict(input);
int prediction = logits.AsSpan().IndexOf(logits.Max());
for (int k = 0; k < logits.Length; k++)
    Console.WriteLine($"{expressions[k], -10} {logits[k], 8:F3}{(k == prediction ? "  <- prediction" : "")}");

ContactSheet sheet = new(
    ["photograph", "InputXGradient", "EpsilonGammaSquare"],
    [""],
    $"Why {expressions[prediction]}?"
);
sheet[0, 0] = InputPicture.Render(photograph, side, side, scale: 2);
sheet[0, 1] = Heatmap.Render(gradient.Explain(input, prediction).Relevance, side, side, scale: 2);
sheet[0, 2] = Heatmap.Render(gamma.Explain(input, prediction).Relevance, side, side, scale: 2);
string path = Path.GetFullPath(args.Length > 0 ? args[0] : "face.png");
sheet.SavePng(path);
Console.WriteLine($"pictures: {path}");
return expressions[prediction] == "happy" ? 0 : 1;
