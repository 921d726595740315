using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Devices.Tests;
using RuleCompiler.Kernels;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Every kernel that the library's composites and carriers need is CUDA C, and calls nothing from outside.</summary>
public sealed class CompositePtxTests
{
    private const int Columns = 2;

    // few samples take other kernels than many do
    private static readonly int[] Batches = [1, 33];

    private static readonly string[] Composites =
    [
        .. typeof(Rule)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetInterface(nameof(IComposite)) is not null)
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Lazy<IReadOnlyCollection<KernelText>> Kernels = new(Collect);

    [ClangTheory]
    [InlineData("sm_80")]
    [InlineData("sm_90")]
    public void EveryKernelIsPtxThatCallsNothing(string architecture)
    {
        // a composite has kernels of its own for each layer with weights, up and down; many are shared
        Assert.True(Kernels.Value.Count > 2 * Composites.Length, $"only {Kernels.Value.Count} kernels");
        Ptx.Check(Kernels.Value, architecture);
    }

    private static IReadOnlyCollection<KernelText> Collect()
    {
        InMemory compiled = InMemory.Compile(
            CompositeTests.Network
                + string.Concat(Composites.Select(c => $"[Explainer<Net, {c}>] public sealed partial class X{c};\n"))
        );
        WeightSet weights = CompositeTests.Weights();
        Dictionary<string, float[]> patterns = weights
            .Where(t => t.Name.EndsWith(".weight", StringComparison.Ordinal))
            .ToDictionary(t => t.Name.Replace("weight", "Pattern", StringComparison.Ordinal), t => t.Values);
        KernelCollector collector = new();
        Random random = new(1);
        foreach (string composite in Composites)
        {
            bool readsPatterns = composite.StartsWith("Pattern", StringComparison.Ordinal);
            ExplainerOptions options = new() { Device = collector.Device, Operands = readsPatterns ? patterns : [] };
            string type = $"X{composite}";
            if (compiled.Type(type).IsSubclassOf(typeof(Propagator)))
                Propagate(compiled.Propagator(type, weights, options), composite, random);
            else
                Explain(compiled.Explainer(type, weights, options), random);
        }

        return collector.Texts;
    }

    private static void Explain(Explainer explainer, Random random)
    {
        using Explainer disposed = explainer;
        foreach (int batch in Batches)
            explainer.Explain(
                RandomTensors.Fill(random, batch * CompositeTests.Inputs, 0, 1),
                new int[batch],
                new float[batch * CompositeTests.Inputs * explainer.Layout.Results.Length]
            );
        explainer.Explain(RandomTensors.Fill(random, CompositeTests.Inputs, 0, 1), 0, layers: true);
    }

    private static void Propagate(Propagator propagator, string composite, Random random)
    {
        using Propagator disposed = propagator;
        foreach (int batch in Batches)
            propagator.Gradient(
                BuiltInCarriers.Inputs(composite, random, batch * CompositeTests.Inputs, Columns),
                outputs => outputs,
                Columns
            );
    }
}
