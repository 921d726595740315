using System.Reflection;
using System.Text;

namespace RuleCompiler.Kernels;

/// <summary>A kernel as text: what a device's compiler is given.</summary>
/// <param name="Entry">The kernel's name in it.</param>
/// <param name="Source">OpenCL C 1.2.</param>
public sealed record KernelText(string Entry, string Source)
{
    /// <summary>
    /// The same as CUDA C: a page of macros before it. For kernels that were cut for a device that is no processor;
    /// policies may call what OpenCL C and the page both have.
    /// </summary>
    public string ToCuda() => Part("cuda") + Source;

    /// <summary>A skeleton whose holes a policy fills.</summary>
    /// <param name="entry">The kernel's name.</param>
    /// <param name="policy">What fills the holes.</param>
    /// <param name="constants">Names of the skeleton and their numbers.</param>
    /// <param name="parts">The skeleton's texts, in order, by their file names without extension.</param>
    internal static KernelText Of(
        string entry,
        KernelPolicy policy,
        IEnumerable<(string Name, int Value)> constants,
        params ReadOnlySpan<string> parts
    )
    {
        StringBuilder text = new(Part("prelude") + Part("normal"));
        foreach ((string name, int value) in constants)
            Define(name, $"{value}");
        Define("MAP(w)", $"({policy.Map})");
        Define("SOURCE(i)", $"({policy.Source})");
        Define("STORE(i, v)", policy.Store);
        Define("TERM", $"({policy.Term})");
        Define("BODY", policy.Body);
        // operands come as a buffer and a place in it, since parts of buffers would have to be aligned
        Define(
            "ARGUMENTS",
            string.Concat(policy.Operands.Select(o => $", __global float *{o.Name}_base, const ulong {o.Name}_at"))
        );
        Define(
            "OPEN",
            string.Concat(policy.Operands.Select(o => $"__global float *{o.Name} = {o.Name}_base + {o.Name}_at; "))
        );
        text.Append(policy.Functions.ReplaceLineEndings("\n"));
        if (policy.Functions.Length > 0 && !policy.Functions.EndsWith('\n'))
            text.Append('\n');
        foreach (string part in parts)
            text.Append(Part(part));
        return new(entry, text.ToString());

        // a macro is one line
        void Define(string name, string value) =>
            text.Append("#define ").Append(name).Append(' ').Append(value.ReplaceLineEndings(" ")).Append('\n');
    }

    private static string Part(string name)
    {
        string resource = $"RuleCompiler.Kernels.OpenCl.{name}.cl";
        using Stream stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly has no text '{resource}'.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
