using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Parsing;

/// <summary>
/// Reads the texts to which the project's .onnx files are imported, and finds the one that a network names. They lie
/// in a folder <c>rulecompiler</c> of the build, below it as the models lie below the project.
/// </summary>
internal static class OnnxFiles
{
    public const string Extension = ".onnx.network";

    private const string Root = "/rulecompiler/";
    private const string Added = ".network";

    public static bool Is(AdditionalText text) => text.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static OnnxFileModel Read(AdditionalText file, CancellationToken cancellation)
    {
        string path = Normal(file.Path);
        try
        {
            SExpr model = SExpr.Parse(file.GetText(cancellation)?.ToString() ?? "");
            if (model is SExpr.List { Members.Count: > 1 } && model.Head == "unsupported")
                return new(path, null, [], model.Items[1].Text.TrimEnd('.'));
            StampText.Expect(model, "model");
            SExpr graph = SExpr.Of("graph", model.Find("graph"));
            GraphText.Inputs(graph);
            return new(path, graph.Print(), model.Find("notes").Select(n => n.Text).ToEquatable(), null);
        }
        catch (Exception e)
            when (e is FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            string damaged = $"the text that its import left for the compiler is damaged ({e.Message.TrimEnd('.')})";
            return new(path, null, [], $"{damaged}; build the project anew");
        }
    }

    public static EquatableArray<InputModel> Inputs(OnnxFileModel file) => GraphText.Inputs(SExpr.Parse(file.Graph!));

    /// <summary>A path with '/' between folders, and without '.' at its beginning.</summary>
    public static string Normal(string path)
    {
        string normal = path.Replace('\\', '/');
        return normal.StartsWith("./", StringComparison.Ordinal) ? Normal(normal.Substring(2)) : normal;
    }

    /// <summary>Whether a note of the import tells of something that is explained otherwise than the model says.</summary>
    public static bool ChangesExplanation(string note) =>
        note.IndexOf("softmax", StringComparison.OrdinalIgnoreCase) >= 0
        && note.IndexOf("removed", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <returns>The file, or what is wrong and what to do.</returns>
    public static (OnnxFileModel? File, string? Problem) Find(string name, EquatableArray<OnnxFileModel> files)
    {
        OnnxFileModel[] found = files.Where(f => EndsWith(f, "/" + name)).ToArray();
        // a file beside the project is meant before one of the same name in a folder
        OnnxFileModel[] exact = found.Length > 1 ? found.Where(f => EndsWith(f, Root + name)).ToArray() : found;
        if (exact.Length == 1)
            return (exact[0], null);
        if (found.Length > 1)
            return (null, $"the project has {Names(found)}; name it with its folders");
        return (
            null,
            files.Count == 0
                ? "the project has no .onnx file; put it into the project's folder, where the package RuleCompiler "
                    + "finds every .onnx file, and name it relative to that folder"
                : $"the project has {Names(files)}; name one of these, or put the file into the project's folder, where "
                    + "the package RuleCompiler finds every .onnx file"
        );
    }

    private static bool EndsWith(OnnxFileModel file, string name) =>
        ("/" + file.Path).EndsWith(name + Added, StringComparison.Ordinal);

    private static string Names(IEnumerable<OnnxFileModel> files) =>
        string.Join(", ", files.Select(f => $"'{ModelOf(f.Path)}'").OrderBy(name => name, StringComparer.Ordinal));

    /// <summary>The model's path relative to the project.</summary>
    private static string ModelOf(string path)
    {
        int root = path.LastIndexOf(Root, StringComparison.Ordinal);
        string relative = root < 0 ? path : path.Substring(root + Root.Length);
        return relative.Substring(0, relative.Length - Added.Length);
    }
}
