using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Where values go: for each coordinate c of the extents, output[Write + Σ c·WriteStrides] is
/// input[Read + Σ c·ReadStrides]. No two coordinates write one place; several may read one.
/// </summary>
internal sealed record StridedMap(
    EquatableArray<int> Extents,
    int Read,
    EquatableArray<int> ReadStrides,
    int Write,
    EquatableArray<int> WriteStrides
);
