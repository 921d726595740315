using System.Collections.Concurrent;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>How far this run is from a golden entry, computed once and shared by the tests and the table.</summary>
internal static class GoldenRun
{
    private static readonly ConcurrentDictionary<(string File, string Id), Lazy<double>> InterpretedErrors = [];
    private static readonly ConcurrentDictionary<(string File, string Id), Lazy<double>> CompiledErrors = [];

    /// <summary>max|R − Rref| / max|Rref| of the interpreter.</summary>
    public static double Interpreted(string file, string id) =>
        Of(InterpretedErrors, file, id, method => method.Interpreted);

    /// <summary>max|R − Rref| / max|Rref| of compiled code.</summary>
    public static double Compiled(string file, string id) => Of(CompiledErrors, file, id, method => method.Compiled);

    private static double Of(
        ConcurrentDictionary<(string, string), Lazy<double>> errors,
        string file,
        string id,
        Func<GoldenMethod, Func<GoldenCase, double[]>> how
    ) =>
        errors
            .GetOrAdd(
                (file, id),
                _ =>
                    new(() =>
                    {
                        GoldenCase golden = new(file, id);
                        Assert.True(
                            GoldenMethods.All.TryGetValue(id, out GoldenMethod? method),
                            $"No table of GoldenMethods says how the golden entry '{id}' is computed."
                        );
                        return golden.Error(how(method)(golden));
                    })
            )
            .Value;
}
