using ILGPU;
using Ilgpu.Emulation;
using ILGPU.Runtime;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>What explainers on ILGPU do beside computing: which device they take, how they fail, what they leave.</summary>
[Collection("emulation")]
public sealed class EmissionTests : IDisposable
{
    public EmissionTests() => Groups.Reset();

    public void Dispose() => Groups.Reset();

    [Fact]
    public void EveryEmittedKernelKeepsTheRules()
    {
        int count = 0;
        foreach (var kernel in EmittedKernels.All())
        {
            KernelRules.Check(kernel);
            count++;
        }
        Assert.True(count > 100, $"{count} kernels");
    }

    [Fact]
    public void CudaComesBeforeOpenClBeforeTheProcessor()
    {
        EmulatedDevice processor = new(AcceleratorType.CPU, "a processor"),
            openCl = new(AcceleratorType.OpenCL, "another GPU"),
            slow = new(AcceleratorType.OpenCL, "OpenCL's processor") { IsProcessor = true },
            cuda = new(AcceleratorType.Cuda, "a GPU");
        Assert.Equal("a GPU", Chosen(processor, openCl, cuda));
        Assert.Equal("another GPU", Chosen(processor, slow, openCl));
        Assert.Equal("OpenCL's processor", Chosen(processor, slow));
        Assert.Equal("a processor", Chosen(processor));
        EmulatedDevice.All = [processor, openCl, cuda];
        Assert.Equal("a processor", Device.Ilgpu(kind: DeviceKind.Cpu).Name);
        Assert.Equal("another GPU", Device.Ilgpu("opencl").Name);
        Assert.Equal("ILGPU", Device.Ilgpu().Backend);
        Assert.Contains(
            "a GPU (ILGPU Cuda)",
            Assert.Throws<DeviceException>(() => Device.Ilgpu("none such")).Message,
            StringComparison.Ordinal
        );

        static string Chosen(params EmulatedDevice[] devices)
        {
            EmulatedDevice.All = devices;
            return Device.Ilgpu().Name;
        }
    }

    [Fact]
    public void NothingIsLeft()
    {
        int before = Live.Count;
        using (ByEpsilonPlus explainer = new(SmallNetwork.Weights(), new() { Device = Device.Ilgpu() }))
        {
            explainer.Explain(new float[SmallNetwork.Inputs], 0);
            Assert.True(Live.Count > before);
        }
        Assert.Equal(before, Live.Count);
    }

    [Fact]
    public void TooLittleMemoryIsSaidAndNothingIsLeft()
    {
        int before = Live.Count;
        EmulatedDevice.All = [new EmulatedDevice(AcceleratorType.CPU, Memory: 2000)];
        DeviceException thrown = Assert.Throws<DeviceException>(() =>
            new ByEpsilonPlus(SmallNetwork.Weights(), new() { Device = Device.Ilgpu() })
        );
        Assert.Equal(DeviceFault.OutOfMemory, thrown.Fault);
        Assert.Equal(before, Live.Count);
    }

    [Fact]
    public void ALostDeviceIsSaid()
    {
        EmulatedDevice device = new(AcceleratorType.CPU, "a processor");
        EmulatedDevice.All = [device];
        using ByEpsilonPlus explainer = new(SmallNetwork.Weights(), new() { Device = Device.Ilgpu() });
        explainer.Explain(new float[SmallNetwork.Inputs], 0);
        device.IsLost = true;
        DeviceException thrown = Assert.Throws<DeviceException>(() =>
            explainer.Explain(new float[SmallNetwork.Inputs], 0)
        );
        Assert.Equal(DeviceFault.Lost, thrown.Fault);
        Assert.Contains("a processor", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KernelsThatNeedMoreSharedMemoryThanThereIsAreSaid()
    {
        EmulatedDevice.All = [new EmulatedDevice(AcceleratorType.CPU, SharedMemory: 64)];
        using ByEpsilonPlus explainer = new(SmallNetwork.Weights(), new() { Device = Device.Ilgpu() });
        DeviceException thrown = Assert.Throws<DeviceException>(() =>
            explainer.Explain(new float[SmallNetwork.Inputs], 0)
        );
        Assert.Contains("shares", thrown.Message, StringComparison.Ordinal);
    }
}
