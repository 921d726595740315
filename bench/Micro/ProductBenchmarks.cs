using BenchmarkDotNet.Attributes;
using RuleCompiler.Bench.Rates;

namespace RuleCompiler.Bench.Micro;

/// <summary>Both directions of the product over a layer, one thread.</summary>
public class ProductBenchmarks
{
    private LayerBuffers _layer = null!;

    /// <summary>Which of <see cref="TypicalLayers.All"/>.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    /// <summary>The layers' names.</summary>
    public static IEnumerable<string> Names => TypicalLayers.All.Select(l => l.Name);

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void Allocate()
    {
        (_, Kernels.ConvShape shape, int count) = TypicalLayers.All.Single(l => l.Name == Name);
        _layer = new(shape, count, threads: 1);
    }

    /// <summary>Frees the operands.</summary>
    [GlobalCleanup]
    public void Free() => _layer.Dispose();

    /// <summary>Σ w·a.</summary>
    [Benchmark]
    public void Forward() => _layer.Forward();

    /// <summary>Σ w·s, the adjoint.</summary>
    [Benchmark]
    public void Backward() => _layer.Backward();
}
