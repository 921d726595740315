using System.Globalization;
using RuleCompiler;
using RuleCompiler.Laboratory;
using RuleCompiler.Laboratory.Operators;
using RuleCompiler.Laboratory.Pages;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
WeightSet weights = new(
    "this program",
    [
        new Tensor("dense1.weight", [1, 3], [1, 2, 2]),
        new Tensor("dense1.bias", [1], [0]),
        new Tensor("dense2.weight", [2, 1], [1, -1]),
        new Tensor("dense2.bias", [2], [0, 0]),
    ]
);
float[] input = [1, 1, 1];
ConvergenceStudy study = new([
    new StudyNetwork(
        "narrow",
        [new StudyInputs("one", input)],
        [new StudyMethod("gradient", () => new NarrowGradient(weights))]
    ),
]);
IReadOnlyList<StudyRow> rows = study.Run();
foreach (StudyRow row in rows)
    Console.WriteLine($"{row.Layer} {(row.Median < 1e-6 ? "converged" : "apart")}");

using NarrowGradient narrow = new(weights);
SingularValues values = SingularValues.Of(PropagationOperator.OfLayer(narrow, input, "dense1"), new() { Count = 1 });
Console.WriteLine($"largest singular value {values.Values[0]:F4}");

new StudyPage("Narrow", [ConvergenceSections.Curves("From dense2", rows)]).Save("page.html");

[Network(3)]
public sealed partial class Narrow
{
    public static Layer[] Define() => [new Dense(1), new ReLU(), new Dense(2)];
}

[Explainer<Narrow, PlainGradient>]
public sealed partial class NarrowGradient;
