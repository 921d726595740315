using System.Reflection;
using System.Runtime.CompilerServices;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// Runs a rule's own methods, as the C# compiler compiled them, beside the formulas that the generator parsed.
/// </summary>
internal static class MethodTwin
{
    /// <summary>
    /// Operands are at most 1.5 and formulas a dozen operations deep, so values stay near 1 and each operation rounds
    /// by 6e-8 of them; a quotient by a stabilised sum of 0.01 magnifies that a hundredfold.
    /// </summary>
    private const double Tolerance = 1e-5;

    private const int Points = 40;

    public static void Check(Rule rule, Random random, string source)
    {
        Check(rule, "Contribution", rule.Body.Contribution!, random, source);
        Check(rule, "Share", rule.Body.Share!, random, source);
    }

    private static void Check(Rule rule, string name, ScalarFunction twin, Random random, string source)
    {
        MethodInfo method = rule.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
        var results = new double[twin.Results];
        for (int point = 0; point < Points; point++)
        {
            Dictionary<string, double> values = [];
            object[] arguments = [.. method.GetParameters().Select(p => Draw(p, random, values))];
            float[] own = [.. Leaves(method.Invoke(rule, arguments)!)];
            twin.Body(
                Array.ConvertAll(twin.Operands, n => values.TryGetValue(n, out double v) ? v : Property(rule, n)),
                results
            );
            Assert.Equal(results.Length, own.Length);
            for (int i = 0; i < own.Length; i++)
                Assert.True(
                    Math.Abs(results[i] - own[i]) <= Tolerance * Math.Max(1, Math.Abs(results[i])),
                    $"{name} result {i}: parsed {results[i]:g9}, own {own[i]:g9} at {string.Join(", ", values)}\n{source}"
                );
        }
    }

    /// <summary>An argument for a parameter; its numbers are entered under the names of operands.</summary>
    private static object Draw(ParameterInfo parameter, Random random, Dictionary<string, double> values)
    {
        string name = parameter.Name!;
        if (parameter.ParameterType == typeof(float))
            return Number(name);
        int members = parameter.ParameterType.GetGenericArguments().Length;
        return Activator.CreateInstance(
            parameter.ParameterType,
            [.. Enumerable.Range(0, members).Select(i => (object)Number($"{name}.{i}"))]
        )!;

        float Number(string operand)
        {
            // exact zeros and signs matter as much as values
            float value = random.Next(8) == 0 ? 0 : (float)((random.NextDouble() * 3) - 1.5);
            values[operand] = value;
            return value;
        }
    }

    private static IEnumerable<float> Leaves(object value) =>
        value is ITuple tuple ? Enumerable.Range(0, tuple.Length).SelectMany(i => Leaves(tuple[i]!)) : [(float)value];

    private static double Property(Rule rule, string name) =>
        RuleBody.Printed((float)rule.GetType().GetProperty(name)!.GetValue(rule)!);
}
