using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RuleCompiler.Laboratory;

/// <summary>
/// Says whether a measurement in the table is the one that would be made now. Of rules and weights nothing says it as
/// surely as what they give: the explanation of the first input, bit by bit.
/// </summary>
internal static class StudyFingerprint
{
    public static string Of(Explainer explainer, float[] inputs, ConvergenceOptions options)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string asked = string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Vectors} {options.Seed} {string.Join('\n', options.From ?? [])}"
        );
        hash.AppendData(Encoding.UTF8.GetBytes(asked));
        hash.AppendData(MemoryMarshal.AsBytes(inputs.AsSpan()));
        int size = explainer.InputShape.Aggregate(1, (product, extent) => product * extent);
        Explanation first = explainer.Explain(inputs.AsSpan(0, Math.Min(size, inputs.Length)), target: 0);
        hash.AppendData(MemoryMarshal.AsBytes(first.Relevance.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(first.Logits.AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
