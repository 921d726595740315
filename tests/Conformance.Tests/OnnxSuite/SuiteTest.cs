using RuleCompiler.OnnxImport;
using RuleCompiler.WeightFiles.Onnx;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>A backend test: a model, values of its inputs, and what its outputs must be.</summary>
internal sealed class SuiteTest
{
    private SuiteTest(string folder, ModelProto model)
    {
        Name = $"{Path.GetFileName(Path.GetDirectoryName(folder))}/{Path.GetFileName(folder)}";
        File = Path.Combine(folder, "model.onnx");
        Model = model;
        string[] operators = [.. model.Graph.Node.Select(node => node.OpType).Distinct()];
        Operator =
            model.Graph.Node.Count == 1 ? operators[0]
            : Name.StartsWith("node/", StringComparison.Ordinal) ? "written out of several"
            : "PyTorch and others";
    }

    public string Name { get; }

    public string File { get; }

    public ModelProto Model { get; }

    /// <summary>The operator that is tested; a collection's name where there are several.</summary>
    public string Operator { get; }

    /// <summary>The operators that are neither lowered nor evaluated at import.</summary>
    public string[] Unknown =>
        [
            .. Model
                .Graph.Node.Where(node => node.Domain is not ("" or "ai.onnx") || !Known.Contains(node.OpType))
                .Select(node => node.OpType)
                .Distinct(),
        ];

    /// <summary>The inputs by name.</summary>
    public required IReadOnlyDictionary<string, SuiteTensor> Inputs { get; init; }

    /// <summary>The outputs by name.</summary>
    public required IReadOnlyDictionary<string, SuiteTensor> Outputs { get; init; }

    private static HashSet<string> Known { get; } = [.. Operators.All.Keys, .. ConstantFolding.Operators];

    /// <summary>A test with the first of its sets of values.</summary>
    /// <exception cref="NotApplicableException">An input or output is no tensor of numbers.</exception>
    public static SuiteTest Read(string folder)
    {
        ModelProto model = ModelFile.Read(Path.Combine(folder, "model.onnx"));
        HashSet<string> known = [.. model.Graph.Initializer.Select(tensor => tensor.Name)];
        string[] inputs = [.. model.Graph.Input.Select(input => input.Name)];
        int given = Directory.GetFiles(Set(folder), "input_*.pb").Length;
        // older files list weights among the inputs
        if (given < inputs.Length)
            inputs = [.. inputs.Where(input => !known.Contains(input))];
        SuiteTest test = new(folder, model)
        {
            Inputs = Read(folder, "input", [.. inputs.Take(given)]),
            Outputs = Read(folder, "output", [.. model.Graph.Output.Select(output => output.Name)]),
        };
        test.CheckTypes();
        return test;
    }

    /// <summary>A test without its values: what it is called and what it tests.</summary>
    public static SuiteTest Named(string folder) =>
        new(folder, ModelFile.Read(Path.Combine(folder, "model.onnx")))
        {
            Inputs = new Dictionary<string, SuiteTensor>(),
            Outputs = new Dictionary<string, SuiteTensor>(),
        };

    private void CheckTypes()
    {
        foreach (ValueInfoProto declared in Model.Graph.Input.Concat(Model.Graph.Output))
        {
            SuiteTensor? given = Inputs.GetValueOrDefault(declared.Name) ?? Outputs.GetValueOrDefault(declared.Name);
            // numpy has no bfloat16: the suite gives its bits as uint16
            if (given is not null && (int)given.Type != declared.Type.TensorType.ElemType)
                throw new NotApplicableException("the suite gives bfloat16 as whole numbers");
            if (given?.Reals is { } reals && given.Type == DataType.Double && reals.Any(float.IsInfinity))
                throw new NotApplicableException("its values are beyond single precision");
        }
    }

    private static string Set(string folder) => Path.Combine(folder, "test_data_set_0");

    private static Dictionary<string, SuiteTensor> Read(string folder, string what, string[] names) =>
        names
            .Select((name, i) => (name, File: Path.Combine(Set(folder), $"{what}_{i}.pb")))
            .Where(value => System.IO.File.Exists(value.File))
            .ToDictionary(value => value.name, value => SuiteTensor.Read(value.File));
}
