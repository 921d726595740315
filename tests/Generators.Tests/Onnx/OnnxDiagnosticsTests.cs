using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Onnx;

public class OnnxDiagnosticsTests
{
    private const string Root = "/p/obj/Release/rulecompiler/";

    [Fact]
    public void A_model_that_is_not_there_is_reported_with_those_that_are()
    {
        string message = Marked(
            "RC0026",
            "[Network, [|Onnx(\"n.onnx\")|]] public sealed partial class N;",
            ("b/m.onnx", Imported.Small),
            ("a.onnx", Imported.Small)
        );
        Assert.StartsWith(
            "The network 'N' cannot be made of 'n.onnx': the project has 'a.onnx', 'b/m.onnx'; name one of these",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_project_without_models_is_told_where_they_go() =>
        Assert.Contains(
            "the project has no .onnx file; put it into the project's folder",
            Marked("RC0026", "[Network, [|Onnx(\"n.onnx\")|]] public sealed partial class N;"),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_name_that_fits_several_models_is_reported() =>
        Assert.Contains(
            "the project has 'a/m.onnx', 'b/m.onnx'; name it with its folders",
            Marked(
                "RC0026",
                "[Network, [|Onnx(\"m.onnx\")|]] public sealed partial class N;",
                ("a/m.onnx", Imported.Small),
                ("b/m.onnx", Imported.Small)
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("m.onnx", "m.onnx", "a/m.onnx")]
    [InlineData("./m.onnx", "m.onnx", "a/m.onnx")]
    [InlineData("b\\\\m.onnx", "b/m.onnx", "a/m.onnx")]
    [InlineData("b/m.onnx", "a/b/m.onnx", "bb/m.onnx")]
    [InlineData("m.onnx", "a/m.onnx", "am.onnx")]
    public void A_model_is_found_by_the_end_of_its_path(string name, string file, string other) =>
        Assert.Empty(
            Run(
                $"[Network, Onnx(\"{name}\")] public sealed partial class N;",
                (file, Imported.Small),
                (other, "(unsupported \"It is another.\")")
            )
        );

    [Theory]
    [InlineData(
        "[Network(4), [|Onnx(\"m.onnx\")|]] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }",
        "declared by Define() too"
    )]
    [InlineData(
        "[Network(4), Weights(\"{layer}{parameter}\"), [|Onnx(\"m.onnx\")|]] public sealed partial class N;",
        "remove [Weights]"
    )]
    [InlineData("[Network, [|Onnx(\"\")|]] public sealed partial class N;", "it is no file")]
    public void A_network_is_made_of_one_thing(string source, string message) =>
        Assert.Contains(message, Marked("RC0026", source, ("m.onnx", Imported.Small)), StringComparison.Ordinal);

    [Theory]
    [InlineData("(unsupported \"Node 'a' is an LSTM.\")", "'m.onnx' cannot be imported: Node 'a' is an LSTM")]
    [InlineData("", "is damaged")]
    [InlineData("(model", "is damaged")]
    [InlineData("(model (notes))", "is damaged (the graph has no inputs); build the project anew")]
    [InlineData(
        "(model (graph (inputs (input x 4)) (layers (Dense d (from -1) (shape 2) (args (Units 3) (Bias 1))))))",
        "is damaged (the layer 'd' has the shape [2] where its inputs lead to [3]); build the project anew"
    )]
    [InlineData(
        "(model (graph (inputs (input x 4)) (layers (Dense d (from -1) (shape 3) (args (Units 0) (Bias 1))))))",
        "is damaged (d: has 0 units"
    )]
    public void A_model_that_is_not_imported_says_why(string text, string message) =>
        Assert.Contains(
            message,
            Marked("RC0027", "[Network, [|Onnx(\"m.onnx\")|]] public sealed partial class N;", ("m.onnx", text)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_softmax_that_was_removed_is_told_and_other_notes_are_not()
    {
        string text = Imported.Model(
            "(ReLU a (from -1) (shape 4) (args))",
            notes: "\"Folded a Softmax of constants.\" \"removed Softmax '/out' at the end: the score before it is explained\""
        );
        Assert.Equal(
            "The network 'N' is not all of 'm.onnx': removed Softmax '/out' at the end: the score before it is explained",
            Marked("RC0028", "[Network, [|Onnx(\"m.onnx\")|]] public sealed partial class N;", ("m.onnx", text))
        );
    }

    [Theory]
    [InlineData("[Network(5)|], Onnx", "the declared shape [5] is not that of 'm.onnx', [4]")]
    [InlineData("[Network(Low = 1, High = 0)|], Onnx", "the declared range from 1 to 0 is empty")]
    public void What_is_declared_of_the_input_is_checked(string attributes, string message) =>
        Assert.Contains(
            message,
            Marked(
                "RC0006",
                $"[[|{attributes[1..]}(\"m.onnx\")] public sealed partial class N;",
                ("m.onnx", Imported.Small)
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_mistake_is_reported_at_the_network_and_not_at_its_explainers() =>
        Marked(
            "RC0027",
            "[Network, [|Onnx(\"m.onnx\")|]] public sealed partial class N; [Explainer<N, EpsilonPlus>] public sealed partial class E;",
            ("m.onnx", "(unsupported no)")
        );

    private static IReadOnlyList<Diagnostic> Run(string source, params (string Path, string Text)[] files) =>
        Imported
            .Driver([.. files.Select(f => (Root + f.Path + ".network", f.Text))])
            .RunGenerators(Compiled.Compile(source))
            .GetRunResult()
            .Diagnostics;

    /// <returns>The message of the only diagnostic, whose span is marked [|…|].</returns>
    private static string Marked(string id, string source, params (string Path, string Text)[] files)
    {
        string plain = source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        Diagnostic found = Assert.Single(Run(plain, files));
        Assert.Equal(id, found.Id);
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        string expected = source[(start + 2)..source.IndexOf("|]", StringComparison.Ordinal)];
        string text = found.Location.SourceTree!.ToString();
        Assert.Equal(expected, text.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal(text.Length - plain.Length + start, found.Location.SourceSpan.Start);
        return found.GetMessage();
    }
}
