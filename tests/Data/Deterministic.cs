using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.TestData;

/// <summary>The generator of the golden networks' numbers, as golden.json describes it: FNV-1a-64 of a name seeds splitmix64.</summary>
internal static class Deterministic
{
    /// <summary>Numbers even between two bounds, computed in double and rounded to float32, in C order.</summary>
    /// <param name="name">E.g. "b/s1/conv1.weight"; ASCII.</param>
    /// <param name="shape">The length of every axis.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public static float[] Fill(string name, int[] shape, double low, double high)
    {
        ulong state = Fnv1a(name);
        var values = new float[shape.Aggregate(1, (product, axis) => product * axis)];
        for (int i = 0; i < values.Length; i++)
        {
            double uniform = (SplitMix(ref state) >> 11) * (1.0 / (1L << 53));
            values[i] = (float)(low + ((high - low) * uniform));
        }

        return values;
    }

    /// <summary>A golden network's weights: U(±√(6/fan-in)), biases U(±0.1).</summary>
    /// <param name="tag">E.g. "b/s1".</param>
    /// <param name="layers">Each layer's name and the shape of its weights, [outputs, inputs …].</param>
    public static WeightSet Network(string tag, params (string Name, int[] Shape)[] layers) =>
        new(
            tag,
            layers.SelectMany(layer =>
            {
                double bound = Math.Sqrt(6.0 / layer.Shape.Skip(1).Aggregate(1, (product, axis) => product * axis));
                int[] outputs = [layer.Shape[0]];
                return new Tensor[]
                {
                    new(
                        $"{layer.Name}.weight",
                        layer.Shape,
                        Fill($"{tag}/{layer.Name}.weight", layer.Shape, -bound, bound),
                        TensorRole.Weight
                    ),
                    new(
                        $"{layer.Name}.bias",
                        outputs,
                        Fill($"{tag}/{layer.Name}.bias", outputs, -0.1, 0.1),
                        TensorRole.Bias
                    ),
                };
            })
        );

    /// <summary>Golden network a: an MLP 10-10-10-10 with ReLU.</summary>
    public static WeightSet NetworkA(string seed) =>
        Network($"a/{seed}", ("fc1", [10, 10]), ("fc2", [10, 10]), ("fc3", [10, 10]));

    /// <summary>Golden network b: the CIFAR-10 network of Sixt et al. 2020, appendix D.</summary>
    public static WeightSet NetworkB(string seed) =>
        Network(
            $"b/{seed}",
            ("conv1", [32, 3, 3, 3]),
            ("conv2", [64, 32, 3, 3]),
            ("conv3", [128, 64, 3, 3]),
            ("conv4", [128, 128, 3, 3]),
            ("fc5", [1024, 8192]),
            ("fc6", [10, 1024])
        );

    /// <summary>The check sum of golden.json: every tensor's name in ASCII, then its float32 values, little endian.</summary>
    public static string Sha256(WeightSet weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Tensor tensor in weights)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(tensor.Name));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ulong Fnv1a(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in name)
        {
            hash = unchecked((hash ^ c) * 0x100000001B3);
        }

        return hash;
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
