using System.Text;
using DetypifyExample;
using RuleCompiler;

Console.OutputEncoding = Encoding.UTF8;
string[] symbols = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "symbols.txt"));
string model = Path.Combine(AppContext.BaseDirectory, "detypify.onnx");
using PlusExplainer plus = PlusExplainer.Load(model);
using BoxExplainer box = BoxExplainer.Load(model);

const int side = Drawing.Side;
ContactSheet sheet = new(
    ["drawing", "EpsilonPlus", "EpsilonGammaBox"],
    Enumerable.Repeat("", Symbols.All.Count),
    "Which strokes make the symbol?"
);
Console.WriteLine("drawn  first guesses  conservation error (EpsilonPlus, EpsilonGammaBox)");
int right = 0;
for (int i = 0; i < Symbols.All.Count; i++)
{
    (string name, (double X, double Y)[][] strokes) = Symbols.All[i];
    float[] drawing = Drawing.Draw(strokes);
    float[] logits = plus.Predict(drawing);
    int[] guesses = [.. Enumerable.Range(0, logits.Length).OrderByDescending(k => logits[k]).Take(3)];
    Explanation positive = plus.Explain(drawing, guesses[0]);
    Explanation signed = box.Explain(drawing, guesses[0]);
    right += symbols[guesses[0]] == name ? 1 : 0;
    string named = string.Join(" ", guesses.Select(k => symbols[k]));
    Console.WriteLine($"{name}      {named, -13}  {positive.ConservationError:P1}, {signed.ConservationError:P1}");
    sheet[i, 0] = InputPicture.Render(drawing, side, side);
    sheet[i, 1] = Heatmap.Render(positive.Relevance, side, side, scale: 1);
    sheet[i, 2] = Heatmap.Render(signed.Relevance, side, side, scale: 1);
}

string path = Path.GetFullPath(args.Length > 0 ? args[0] : "detypify.png");
sheet.SavePng(path);
Console.WriteLine($"{right} of {Symbols.All.Count} recognised; pictures: {path}");
return right == Symbols.All.Count ? 0 : 1;
