using Ilgpu.Emulation;

namespace ILGPU.Runtime;

/// <summary>Loads kernels that say how they are grouped.</summary>
public static class KernelLoaders
{
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(
        this Accelerator accelerator,
        Action<T1> action
    )
        where T1 : struct
    {
        accelerator.Check();
        KernelRules.Check(action.Method);
        return (stream, config, arg1) => accelerator.Launch(stream, config, () => action(arg1));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(
        this Accelerator accelerator,
        Action<T1, T2> action
    )
        where T1 : struct
        where T2 : struct
    {
        accelerator.Check();
        KernelRules.Check(action.Method);
        return (stream, config, arg1, arg2) => accelerator.Launch(stream, config, () => action(arg1, arg2));
    }
}
