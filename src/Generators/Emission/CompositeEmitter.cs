using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Emission;

/// <summary>Completes a composite: its stamp, its family, and its Finish in double precision.</summary>
internal static class CompositeEmitter
{
    public static string Emit(CompositeModel composite)
    {
        Code code = Header.Begin(composite.Type.Namespace);
        code.Line(Header.Stamp("CompiledComposite", CompositeStamp.Print(composite)));
        code.Block(
            $"partial {composite.Type.Keyword} {Literal.Name(composite.Type.Name)} : global::RuleCompiler.IComposite",
            () =>
            {
                string family = composite.GradientFamily ? "Gradient" : "Relevance";
                code.Line("/// <inheritdoc/>");
                code.Line(
                    $"public static global::RuleCompiler.Defaults Family => global::RuleCompiler.Defaults.{family};"
                );
                string start = composite.StartsAtOne ? "One" : "Logit";
                code.Line().Line("/// <inheritdoc/>");
                code.Line(
                    $"public static global::RuleCompiler.OutputRelevance Start => global::RuleCompiler.OutputRelevance.{start};"
                );
                string folds = composite.FoldsBatchNorm ? "true" : "false";
                code.Line().Line("/// <inheritdoc/>").Line($"public static bool FoldsBatchNorm => {folds};");
                code.Line().Line("/// <inheritdoc/>");
                if (composite.Finish is { } finish)
                    RuleEmitter.Function(
                        code,
                        "public static global::RuleCompiler.ScalarFunction? FinishBody => ",
                        [finish],
                        [],
                        ";"
                    );
                else
                    code.Line("public static global::RuleCompiler.ScalarFunction? FinishBody => null;");
            }
        );
        return code.ToString();
    }
}
