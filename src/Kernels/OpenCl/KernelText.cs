using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace RuleCompiler.Kernels;

/// <summary>
/// A kernel as text: what a device's compiler is given. Texts are made once for a policy and a cut, and hashed once.
/// </summary>
public sealed class KernelText : IEquatable<KernelText>
{
    private static readonly ConditionalWeakTable<KernelPolicy, ConcurrentDictionary<string, KernelText>> Known = [];
    private static readonly ConcurrentDictionary<string, string> Parts = new();
    private readonly int hash;

    /// <summary>A kernel of a text of its own.</summary>
    /// <param name="entry">The kernel's name in it.</param>
    /// <param name="source">OpenCL C 1.2.</param>
    public KernelText(string entry, string source) =>
        (Entry, Source, hash) = (entry, source, HashCode.Combine(entry, source));

    /// <summary>The kernel's name in the text.</summary>
    public string Entry { get; }

    /// <summary>OpenCL C 1.2.</summary>
    public string Source { get; }

    /// <summary>
    /// The same as CUDA C: a page of macros before it. For kernels that were cut for a device that is no processor;
    /// policies may call what OpenCL C and the page both have.
    /// </summary>
    public string ToCuda() => Part("cuda") + Source;

    /// <summary>The same for NVRTC, which has other built-in functions than clang.</summary>
    public string ToNvrtc() => Part("nvrtc") + ToCuda();

    /// <inheritdoc/>
    public bool Equals(KernelText? other) =>
        ReferenceEquals(this, other)
        || (other is not null && hash == other.hash && Entry == other.Entry && Source == other.Source);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KernelText);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>A skeleton whose holes a policy fills.</summary>
    /// <param name="entry">The kernel's name.</param>
    /// <param name="policy">What fills the holes.</param>
    /// <param name="constants">Names of the skeleton and their numbers.</param>
    /// <param name="parts">The skeleton's texts, in order, by their file names without extension.</param>
    internal static KernelText Of(
        string entry,
        KernelPolicy policy,
        IReadOnlyList<(string Name, int Value)> constants,
        params string[] parts
    ) =>
        Known
            .GetOrCreateValue(policy)
            .GetOrAdd(
                $"{entry} {string.Join(' ', parts)} {string.Join(' ', constants)}",
                _ => new(entry, Print(policy, constants, parts))
            );

    private static string Print(KernelPolicy policy, IReadOnlyList<(string Name, int Value)> constants, string[] parts)
    {
        StringBuilder text = new(Part("prelude") + Part("normal"));
        foreach ((string name, int value) in constants)
            Define(name, $"{value}");
        Define("SOURCES", $"{policy.Sources.Count}");
        Define("MAPS", $"{policy.Maps.Count}");
        Define("PRODUCTS", $"{policy.Products.Count}");
        // numbers are those of unrolled loops, so that nothing is chosen when the kernel runs
        Define("SOURCE(rc_number)", Choice(policy.Sources));
        Define("MAP(rc_number)", Choice(policy.Maps));
        Define("SOURCE_OF(rc_number)", Choice(policy.Products.Select(p => $"{p.Source}")));
        Define("MAP_OF(rc_number)", Choice(policy.Products.Select(p => $"{p.Map}")));
        Define("VALUES(rc_sum)", string.Concat(policy.Products.Select((_, p) => $"const float v{p} = rc_sum({p}); ")));
        Define("TERM", $"({policy.Term})");
        Define("STORE", $"{{ {policy.Store} }}");
        Define("BODY", policy.Body);
        // operands come as a buffer and a place in it, since parts of buffers would have to be aligned
        Define(
            "ARGUMENTS",
            string.Concat(policy.Operands.Select(o => $", __global float *{o}_base, const ulong {o}_at"))
        );
        Define("OPEN", string.Concat(policy.Operands.Select(o => $"__global float *{o} = {o}_base + {o}_at; ")));
        text.Append(policy.Functions.ReplaceLineEndings("\n"));
        if (policy.Functions.Length > 0 && !policy.Functions.EndsWith('\n'))
            text.Append('\n');
        foreach (string part in parts)
            text.Append(Part(part));
        return text.ToString();

        // a macro is one line
        void Define(string name, string value) =>
            text.Append("#define ").Append(name).Append(' ').Append(value.ReplaceLineEndings(" ")).Append('\n');
    }

    /// <summary>The expression of a number; the last one where the number is larger.</summary>
    private static string Choice(IEnumerable<string> expressions)
    {
        string[] all = [.. expressions];
        StringBuilder text = new("(");
        for (int k = 0; k < all.Length - 1; k++)
            text.Append($"(rc_number) == {k} ? ({all[k]}) : ");
        return text.Append($"({all.LastOrDefault("0.0f")}))").ToString();
    }

    private static string Part(string name) =>
        Parts.GetOrAdd(
            name,
            static name =>
            {
                string resource = $"RuleCompiler.Kernels.OpenCl.{name}.cl";
                using Stream stream =
                    Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
                    ?? throw new InvalidOperationException($"The assembly has no text '{resource}'.");
                using StreamReader reader = new(stream, Encoding.UTF8);
                return reader.ReadToEnd();
            }
        );
}
