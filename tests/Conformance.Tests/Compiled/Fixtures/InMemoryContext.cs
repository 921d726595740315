using System.Reflection;
using System.Runtime.Loader;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Loads an image so that its references are found: other images, and what the tests themselves use.</summary>
internal sealed class InMemoryContext(object name, IReadOnlyList<InMemory> references) : AssemblyLoadContext($"{name}")
{
    public Assembly Load(byte[] image)
    {
        using MemoryStream stream = new(image);
        return LoadFromStream(stream);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        references.Select(r => r.Assembly).FirstOrDefault(a => a.GetName().Name == assemblyName.Name);
}
