using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Passes;

/// <summary>Gives an imported network the text of its model; a declared network is what it was.</summary>
internal static class ResolveNetwork
{
    public static ResolvedNetwork Of(NetworkModel network, EquatableArray<OnnxFileModel> files)
    {
        if (network.Onnx is not { Text: null } onnx)
            return new(network, EquatableArray<GraphProblem>.Empty);
        (OnnxFileModel? file, string? missing) = OnnxFiles.Find(onnx.File, files);
        if (file is null)
            return Failed(RuleDiagnostics.MissingModel, network.Type.Name, onnx.File, missing!);
        if (file.Graph is null)
            return Failed(RuleDiagnostics.NotImportable, onnx.File, file.Problem!);

        EquatableArray<InputModel> inputs = OnnxFiles.Inputs(file);
        EquatableArray<int> shape = GraphText.InputShape(inputs);
        if (network.InputShape.Count > 0 && !network.InputShape.Equals(shape))
            return Failed(
                RuleDiagnostics.ShapeMismatch,
                network.Type.Name,
                "input",
                $"the declared shape {Shapes.Text(network.InputShape)} is not that of '{onnx.File}', "
                    + $"{Shapes.Text(shape)}; declare this one, or none"
            );
        NetworkModel found = network with
        {
            InputShape = shape,
            Onnx = onnx with { Text = file.Graph, Inputs = inputs },
        };
        EquatableArray<GraphProblem> problems = LowerNetwork.Of(found).Problems;
        return problems.Count > 0
            ? new(null, problems)
            : new(found, file.Notes.Where(OnnxFiles.ChangesExplanation).Select(Note).ToEquatable());

        GraphProblem Note(string note) =>
            GraphProblem.Of(RuleDiagnostics.ImportNote, -1, network.Type.Name, onnx.File, note.TrimEnd('.'));
    }

    private static ResolvedNetwork Failed(
        Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor,
        params string[] arguments
    ) => new(null, new[] { GraphProblem.Of(descriptor, -1, arguments) }.ToEquatable());
}

/// <summary>A network with its model's text, and what there is to say of it; null where there is an error.</summary>
internal sealed record ResolvedNetwork(NetworkModel? Model, EquatableArray<GraphProblem> Problems);

/// <summary>What is wrong with the network of a type.</summary>
internal sealed record NetworkProblems(string Type, EquatableArray<GraphProblem> Problems);
