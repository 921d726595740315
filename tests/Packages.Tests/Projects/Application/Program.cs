using System.Globalization;
using RuleCompiler;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

WeightSet weights = new(
    "this program",
    [
        new Tensor("dense1.weight", [2, 3], [1, 1, 1, 1, -1, 0]),
        new Tensor("dense1.bias", [2], [0, 0]),
        new Tensor("dense2.weight", [1, 2], [3, 1]),
        new Tensor("dense2.bias", [1], [0]),
    ]
);
using SmallExplainer small = new(weights);
Explanation declared = small.Explain([1, 2, -1], target: 0);
Console.WriteLine($"declared {Printed(declared.Logits)}: {Printed(declared.Relevance)}");

using TitanicExplainer titanic = TitanicExplainer.Load(
    Path.Combine(AppContext.BaseDirectory, "models", "titanic-mlp.onnx")
);
float[] passenger = [-0.5f, 0.5f, -0.4f, 1.2f, 1, 0, 0, 1, 0, 0, 1, 0, 0];
Explanation imported = titanic.Explain(passenger, target: 1);
Console.WriteLine($"imported {Printed(imported.Logits)}: {Printed(imported.Relevance)}");

static string Printed(IEnumerable<float> numbers) => string.Join(" ", numbers.Select(n => n.ToString("F4")));
