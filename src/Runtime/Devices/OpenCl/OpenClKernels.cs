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
    private readonly KernelTable<OpenClKernel> kernels = new(text => Make(device, programs, text));

    /// <exception cref="DeviceException">The device's compiler rejects the text.</exception>
    public OpenClKernel Of(KernelText text) => kernels.Of(text);

    public void Dispose() => kernels.Dispose();

    private static OpenClKernel Make(Device device, OpenClPrograms programs, KernelText text)
    {
        OpenClProgram program = programs.Of(text);
        int code;
        nint kernel;
        fixed (byte* name = Encoding.ASCII.GetBytes(text.Entry + "\0"))
            kernel = OpenClApi.clCreateKernel(program, name, &code);
        OpenClError.Codes.Check(code, nameof(OpenClApi.clCreateKernel), device.Name, text.Entry);
        return new(kernel);
    }
}
