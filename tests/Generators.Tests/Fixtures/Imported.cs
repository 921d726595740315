using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Texts of imported models, and the generator run over them.</summary>
internal static class Imported
{
    public const string Source = "[Network, Onnx(\"m.onnx\")] public sealed partial class N;";

    /// <summary>A network of two layers.</summary>
    public const string Small = """
        (model (notes "Folded a constant.") (sources (source dense1 "/0/Gemm"))
          (graph (inputs (input "x" 4))
            (layers
              (Dense "dense1" (from -1) (shape 3) (args (Units 3) (Bias 1)))
              (ReLU "relu1" (from 0) (shape 3) (args)))))
        """;

    public static string Model(string layers, string inputs = "(input x 4)", string notes = "") =>
        $"(model (notes {notes}) (sources) (graph (inputs {inputs}) (layers {layers})))";

    public static OnnxFileModel File(string text, string path = "/p/obj/rulecompiler/m.onnx.network") =>
        OnnxFiles.Read(new Text(path, text), CancellationToken.None);

    /// <summary>The network N of <see cref="Source"/>, not yet resolved.</summary>
    public static NetworkModel Network(string source = Source)
    {
        var result = Compiled.CompileCleanly(source).ParseNetwork();
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }

    public static GeneratorDriver Driver(params (string Path, string Text)[] files) =>
        CSharpGeneratorDriver.Create(
            [new RuleGenerator().AsSourceGenerator()],
            files.Select(f => new Text(f.Path, f.Text)),
            new CSharpParseOptions(LanguageVersion.Preview),
            driverOptions: new GeneratorDriverOptions(
                IncrementalGeneratorOutputKind.None,
                trackIncrementalGeneratorSteps: true
            )
        );

    /// <summary>A file of the build.</summary>
    public sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(text, Encoding.UTF8);
    }
}
