using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace RuleCompiler.Devices;

/// <summary>Lists the devices of ILGPU: generated code, since the runtime does not reference the library.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IIlgpuProvider
{
    /// <summary>CUDA's devices, then OpenCL's, then the processor.</summary>
    IReadOnlyList<IlgpuDeviceInfo> Devices();
}

/// <summary>Generated: says that an assembly was compiled with ILGPU, and what lists its devices.</summary>
/// <param name="type">An <see cref="IIlgpuProvider"/> with a constructor without parameters.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class IlgpuProviderAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type type
) : Attribute
{
    /// <summary>The provider.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Type { get; } = type;
}
