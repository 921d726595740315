using System.Reflection;
using RuleCompiler.Generated.Ilgpu;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>Every kernel that the generator printed for the explainers of this assembly.</summary>
internal static class EmittedKernels
{
    /// <summary>The skeletons, filled with every policy that fits.</summary>
    public static IEnumerable<MethodInfo> All()
    {
        yield return Method(typeof(Moves), nameof(Moves.Forward));
        yield return Method(typeof(Moves), nameof(Moves.Backward));
        yield return Method(typeof(Percentile), nameof(Percentile.Run));
        IEnumerable<Type> policies =
            from holder in typeof(EmittedKernels).Assembly.GetTypes()
            where holder.Namespace == typeof(Moves).Namespace && holder.Name.StartsWith("Of_", StringComparison.Ordinal)
            from policy in holder.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            select policy;
        foreach (Type policy in policies)
        {
            foreach (MethodInfo kernel in Filled(policy))
                yield return kernel;
        }
    }

    private static IEnumerable<MethodInfo> Filled(Type policy)
    {
        Type contract = policy.GetInterfaces().Single();
        Type[] types = [policy, .. contract.GetGenericArguments()];
        (Type, string)[] skeletons = contract.Name switch
        {
            "IProduct`3" =>
            [
                (typeof(ProductTile), nameof(ProductTile.Run)),
                (typeof(Generated.Ilgpu.Dense), nameof(Generated.Ilgpu.Dense.Forward)),
                (typeof(Generated.Ilgpu.Dense), nameof(Generated.Ilgpu.Dense.Backward)),
            ],
            "ISums`1" => [(typeof(Sums), nameof(Sums.Run))],
            "ITerm" =>
            [
                (typeof(Pairs), nameof(Pairs.Run)),
                (typeof(Pools), nameof(Pools.Forward)),
                (typeof(Pools), nameof(Pools.Backward)),
            ],
            _ => [(typeof(Pointwise), nameof(Pointwise.Run))],
        };
        return skeletons.Select(s => Method(s.Item1, s.Item2).MakeGenericMethod(types));
    }

    private static MethodInfo Method(Type type, string name) => type.GetMethod(name)!;
}
