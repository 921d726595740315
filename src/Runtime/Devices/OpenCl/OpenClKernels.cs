using System.Runtime.CompilerServices;
using System.Text;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>
/// The kernels of one queue. Arguments are set in the kernel object before each launch, so two threads must not share
/// one; programs are shared, and a kernel of one's own costs little, where a lock would let workspaces wait for each
/// other.
/// </summary>
internal sealed unsafe class OpenClKernels(Device device, OpenClPrograms programs) : IDisposable
{
    // what is launched again is found by its reference: to hash a text costs more than many launches
    private readonly ConditionalWeakTable<KernelText, OpenClKernel> known = [];
    private readonly Dictionary<KernelText, OpenClKernel> kernels = [];

    /// <exception cref="DeviceException">The device's compiler rejects the text.</exception>
    public OpenClKernel Of(KernelText text)
    {
        if (known.TryGetValue(text, out OpenClKernel? kernel))
            return kernel;
        if (!kernels.TryGetValue(text, out kernel))
            kernels[text] = kernel = Make(text);
        known.AddOrUpdate(text, kernel);
        return kernel;
    }

    public void Dispose()
    {
        foreach (OpenClKernel kernel in kernels.Values)
            kernel.Dispose();
    }

    private OpenClKernel Make(KernelText text)
    {
        OpenClProgram program = programs.Of(text);
        int code;
        nint kernel;
        fixed (byte* name = Encoding.ASCII.GetBytes(text.Entry + "\0"))
            kernel = OpenClApi.clCreateKernel(program, name, &code);
        OpenClError.Check(code, nameof(OpenClApi.clCreateKernel), device.Name, text.Entry);
        return new(kernel);
    }
}
