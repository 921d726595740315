using System.Reflection;
using ILGPU;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>What the emulation offers is what the library offers: every public member by name, parameters and result.</summary>
public sealed class SignatureTests
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void TheEmulationOffersNothingThatTheLibraryDoesNot()
    {
        Assembly library = typeof(Context).Assembly,
            emulation = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "emulation", "Ilgpu.Emulation.dll"));
        List<string> missing = [];
        int members = 0;
        foreach (
            Type offered in emulation
                .GetExportedTypes()
                .Where(t => t.Namespace!.StartsWith(nameof(ILGPU), StringComparison.Ordinal))
        )
        {
            if (library.GetType(offered.FullName!) is not { } real)
            {
                missing.Add(offered.FullName!);
                continue;
            }
            HashSet<string> known = [.. Members(real), .. real.GetInterfaces().SelectMany(Members)];
            foreach (string member in Members(offered, BindingFlags.DeclaredOnly))
            {
                members++;
                if (!known.Contains(member))
                    missing.Add($"{offered.FullName}: {member}");
            }
        }
        Assert.True(missing.Count == 0, string.Join("\n", missing));
        Assert.True(members > 60, $"{members} members");
    }

    private static IEnumerable<string> Members(Type type) => Members(type, default);

    private static IEnumerable<string> Members(Type type, BindingFlags more) =>
        type.GetMethods(Public | more)
            .Where(m => m.DeclaringType != typeof(object) && m.DeclaringType != typeof(ValueType))
            .Select(m => $"{m.ReturnType} {m.Name}`{m.GetGenericArguments().Length}({Parameters(m)})")
            .Concat(type.GetConstructors(Public | more).Select(c => $"new({Parameters(c)})"))
            .Concat(type.IsEnum ? Enum.GetNames(type) : []);

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => p.ParameterType.ToString()));
}
