using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Methods;

/// <summary>Tells methods from composites: both are named by --composite.</summary>
internal static class AskedMethod
{
    /// <summary>The method, with the request of the composite that it asks; null with the request as it is.</summary>
    /// <exception cref="ToolException">A method is named, and its arguments are not understood.</exception>
    public static (AttributionMethod? Method, CompositeRequest Request) Of(CompositeRequest request) =>
        request.Composite is { } text && MethodParser.Parse(text) is { } method
            ? (method, request with { Composite = MethodSignature.CompositeOf(method) })
            : (null, request);

    /// <summary>For verbs that are about rules: names what to ask for instead.</summary>
    /// <exception cref="ToolException">A method is named.</exception>
    public static CompositeRequest Refuse(CompositeRequest request, string verb) =>
        Of(request) is ({ } method, var asked)
            ? throw ToolException.Use(
                $"{method.Name} is no set of rules: it asks the composite {asked.Composite} many times; {verb} that one: --composite {asked.Composite}"
            )
            : request;
}
