using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Kernels;

namespace RuleCompiler.Cli.Caching;

/// <summary>What a compiled plan is filed under: SHA-256 of all that it depends on.</summary>
internal static class PlanKey
{
    public static string Of(Subject subject, CompositeRequest request)
    {
        // the identities of the assemblies: a plan holds calls of their members, and the generator's choices
        IEnumerable<string> parts = new[]
        {
            typeof(PlanKey),
            typeof(StampFormat),
            typeof(Rule),
            typeof(Plane),
            typeof(Explainer),
        }
            .Select(type => type.Module.ModuleVersionId.ToString())
            .Concat([subject.Identity, request.Identity]);
        return FileCache.KeyOf(parts);
    }
}
