using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints what a policy of products does: one map, source or sum is a float, several are a struct of floats.</summary>
internal static class IlgpuProducts
{
    public static void Print(Code code, DevicePolicy policy)
    {
        (int maps, int sources, int sums) = (policy.Maps.Count, policy.Sources.Count, policy.Products.Count);
        Struct(code, "Left", "M", maps);
        Struct(code, "Right", "S", sources);
        Struct(code, "Sum", "V", sums);
        string left = Type("Left", maps),
            right = Type("Right", sources),
            sum = Type("Sum", sums);
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new IlgpuPrinter(DevicePolicy.Local, "w").Print(
            policy.Maps
        );
        IlgpuPolicy.Body(code, $"{left} Map(float w)", locals.Concat(Returned("Left", "M", results)));
        Source(code, policy, right, "Right", "S", policy.Sources);
        IEnumerable<string> zeros = Enumerable
            .Range(0, sources)
            .Select(s => $"{Member("right", "S", s, sources)} == 0f");
        IlgpuPolicy.Body(code, $"bool IsZero({right} right)", [$"return {string.Join(" & ", zeros)};"]);
        IlgpuPolicy.Body(
            code,
            $"{sum} Add({sum} sum, {left} left, {right} right)",
            [
                .. policy.Products.Select(
                    (p, k) =>
                        $"{Member("sum", "V", k, sums)} = {Member("sum", "V", k, sums)} + {Member("left", "M", p.Map, maps)} * {Member("right", "S", p.Source, sources)};"
                ),
                "return sum;",
            ]
        );
        End(code, policy, sum);
    }

    public static void PrintSums(Code code, DevicePolicy policy)
    {
        int sums = policy.Products.Count;
        Struct(code, "Sum", "V", sums);
        string sum = Type("Sum", sums);
        Source(code, policy, sum, "Sum", "V", policy.Products.Select(p => policy.Sources[p.Source]).ToArray());
        End(code, policy, sum);
    }

    private static void Source(
        Code code,
        DevicePolicy policy,
        string type,
        string name,
        string member,
        IReadOnlyList<Expr> sources
    )
    {
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new IlgpuPrinter(DevicePolicy.Local).Print(
            sources
        );
        IEnumerable<string> lines = IlgpuPolicy.Loads(policy, sources).Concat(locals);
        IlgpuPolicy.Body(code, $"{type} Source(ilgpu::Place i)", lines.Concat(Returned(name, member, results)));
    }

    private static void End(Code code, DevicePolicy policy, string sum)
    {
        int sums = policy.Products.Count;
        IEnumerable<int> all = Enumerable.Range(0, sums);
        IlgpuPolicy.Body(
            code,
            $"{sum} Join({sum} one, {sum} other)",
            [
                .. all.Select(k =>
                    $"{Member("one", "V", k, sums)} = {Member("one", "V", k, sums)} + {Member("other", "V", k, sums)};"
                ),
                "return one;",
            ]
        );
        IEnumerable<string> values = all.Select(k => $"float v{k} = {Member("v", "V", k, sums)};");
        IlgpuPolicy.Body(code, $"void Store(ilgpu::Place i, {sum} v)", values.Concat(IlgpuPolicy.Results(policy)));
    }

    private static void Struct(Code code, string name, string member, int count)
    {
        if (count == 1)
            return;
        code.Line()
            .Block(
                $"public struct {name}",
                () => code.Lines(Enumerable.Range(0, count).Select(k => $"public float {member}{k};"))
            );
    }

    private static string Type(string name, int count) => count == 1 ? "float" : name;

    private static string Member(string value, string member, int number, int count) =>
        count == 1 ? value : $"{value}.{member}{number}";

    private static IEnumerable<string> Returned(string type, string member, IReadOnlyList<string> results) =>
        results.Count == 1
            ? [$"return {results[0]};"]
            : [$"{type} all = default;", .. results.Select((r, k) => $"all.{member}{k} = {r};"), "return all;"];
}
