namespace RuleCompiler.Generators.Models;

/// <summary>
/// Several models as one object. The steps of a generator are generic, and the JIT compiles each of them again for every
/// struct that goes through: objects share one compilation, which the compiler's own assemblies bring along.
/// </summary>
internal sealed record Many<T>(EquatableArray<T> Items)
    where T : IEquatable<T>;
