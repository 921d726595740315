using BenchmarkDotNet.Attributes;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Bench.Micro;

/// <summary>Whole explanations of seeded inputs, one thread; a warm call allocates nothing.</summary>
[MemoryDiagnoser]
public class ExplanationBenchmarks
{
    private Explainer _explainer = null!;
    private float[] _inputs = [];
    private float[] _relevance = [];
    private int[] _targets = [];

    /// <summary>A network of rulec.</summary>
    [Params("mlp", "mnist", "cifar")]
    public string Network { get; set; } = "";

    /// <summary>A composite's name.</summary>
    [Params("epsilon-plus", "epsilon-gamma-box", "gradient")]
    public string Composite { get; set; } = "";

    /// <summary>Samples at once.</summary>
    [Params(1, 64)]
    public int Batch { get; set; }

    /// <summary>Compiles the explainer, or takes it from the cache.</summary>
    [GlobalSetup]
    public void Load()
    {
        Subject subject = Subject.Open(Network);
        Plan plan = Plan.Of(subject, new CompositeRequest { Composite = Composite }, default);
        _explainer = plan.Explainer(subject.Weights, threads: 1);
        _inputs = Cli.Measuring.Bench.Inputs(subject, Batch);
        (_relevance, _targets) = (new float[_inputs.Length], new int[Batch]);
    }

    /// <summary>Frees the explainer.</summary>
    [GlobalCleanup]
    public void Free() => _explainer.Dispose();

    /// <summary>One batch.</summary>
    [Benchmark]
    public void Explain() => _explainer.Explain(_inputs, _targets, _relevance);
}
