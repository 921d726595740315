namespace RuleCompiler.Generators.Models;

/// <summary>The ONNX model that a network is made of.</summary>
/// <param name="File">The file as <c>[Onnx]</c> names it, with '/' between folders.</param>
/// <param name="Text">The canonical text of its graph (<see cref="Ir.GraphText"/>); null until it is found.</param>
/// <param name="Inputs">The graph's inputs, in the order in which the network's one input holds them.</param>
internal sealed record OnnxModel(string File, string? Text, EquatableArray<InputModel> Inputs);

/// <summary>An input of a graph: its name, and its shape without the batch.</summary>
internal sealed record InputModel(string Name, EquatableArray<int> Shape);

/// <summary>The text that the import of one .onnx file of the project left for the compiler.</summary>
/// <param name="Path">The text's path, with '/' between folders.</param>
/// <param name="Graph">The canonical text of the graph; null where there is none.</param>
/// <param name="Notes">What the import did.</param>
/// <param name="Problem">Why there is no graph; null where there is one.</param>
internal sealed record OnnxFileModel(string Path, string? Graph, EquatableArray<string> Notes, string? Problem);
