using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>dtd_mlp.npz: an MLP 10-10-10-10 with a ReLU behind every layer, the last one too.</summary>
[Network(10, Low = 0, High = 1)]
public sealed partial class DeepTaylorNetwork
{
    public static Layer[] Define() =>
        [
            new Dense(10) { Name = "layer1" },
            new ReLU(),
            new Dense(10) { Name = "layer2" },
            new ReLU(),
            new Dense(10) { Name = "layer3" },
            new ReLU(),
        ];
}

[Explainer<DeepTaylorNetwork, AllZPlus>(Bias = Bias.Ignore)]
public sealed partial class DeepTaylorZPlus;

[Explainer<DeepTaylorNetwork, AllWSquare>(Bias = Bias.Ignore)]
public sealed partial class DeepTaylorWSquare;

/// <summary>
/// The training-free deep Taylor decomposition with explicit root points (sixt2022rigorous, Algorithm 2), computed by
/// the code of its authors: what searching a root for every unit gives, the z⁺ and w² rules give without any search.
/// </summary>
public sealed class DeepTaylorGoldenTests
{
    [Fact]
    public void Roots_of_z_plus() => Agree<AllZPlus>(weights => new DeepTaylorZPlus(weights), "R/train_free.zplus/f64");

    [Fact]
    public void Roots_of_w_square() =>
        Agree<AllWSquare>(weights => new DeepTaylorWSquare(weights), "R/train_free.w2/f64");

    private static void Agree<TComposite>(Func<WeightSet, Explainer> explainer, string array)
        where TComposite : IComposite
    {
        var archive = new NumpyArchive(Path.Combine(AppContext.BaseDirectory, "Data", "dtd_mlp.npz"));
        WeightSet weights = TestNetworks.Tensors([.. Layers().SelectMany(layer => Tensors(archive, layer))]);
        using Explainer compiled = explainer(weights);
        var interpreter = Interpreter.For<DeepTaylorNetwork, TComposite>(weights, new() { Bias = Bias.Ignore });

        var interpreted = new List<double>();
        var explained = new List<double>();
        foreach (float[] input in archive.Singles("x").Chunk(10))
        {
            interpreted.AddRange(interpreter.Explain(input, 0).Relevance);
            explained.AddRange(Array.ConvertAll(compiled.Explain(input, 0).Relevance.ToArray(), r => (double)r));
        }

        // The search for roots has no stabiliser; ours adds 1e-6 to sums of about 1, three times.
        Near.Same(archive[array], [.. interpreted], 2e-5);
        Near.Same(archive[array], [.. explained], 3e-5);
    }

    private static string[] Layers() => ["layer1", "layer2", "layer3"];

    private static IEnumerable<(string, int[], float[])> Tensors(NumpyArchive archive, string layer) =>
        [
            ($"{layer}.weight", [10, 10], archive.Singles($"w/{layer}.weight")),
            ($"{layer}.bias", [10], archive.Singles($"w/{layer}.bias")),
        ];
}
