using RuleCompiler.Devices;
using RuleCompiler.Runtime.Tests.Explaining;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Tests that count the driver's handles: nothing else may run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>Devices with little memory, and devices that fail: a clear error, nothing leaked, and the next call works.</summary>
[Collection(Alone.Name)]
public sealed class ScarcityTests
{
    private readonly Traffic _traffic = new();

    [Fact]
    public void ABatchThatIsTooLargeGoesInPieces()
    {
        using SmallPlus whole = new(Tensors());
        float[] expected = Relevance(whole, 20);
        using SmallPlus explainer = new(Tensors(), Options());
        _traffic.LargestAllocation = 3 * 4096;
        int atOnce = explainer.SamplesAtOnce(20, 1);
        Assert.InRange(atOnce, 1, 19);
        _traffic.Clear();

        float[] found = Relevance(explainer, 20);

        Assert.Equal((20 + atOnce - 1) / atOnce, _traffic.Read.Count / 2);
        Near.Same(expected, found, 1e-5); // dense layers add in another order for few rows
    }

    [Fact]
    public void ASampleThatIsTooLargeIsRefusedAndASmallerLimitIsNotRemembered()
    {
        using SmallPlus explainer = new(Tensors(), Options()),
            other = new(Tensors());
        _traffic.LargestAllocation = 100; // floats: less than one sample needs
        DeviceException error = Assert.Throws<DeviceException>(() => Relevance(explainer, 2));
        Assert.Equal(DeviceFault.OutOfMemory, error.Fault);
        _traffic.LargestAllocation = null;
        Assert.Equal(Relevance(other, 2), Relevance(explainer, 2));
    }

    // launches name the memory that they were made for: none may outlive it, whichever allocation is refused
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AfterMemoryWasRefusedTheNextCallWorks(int allocation)
    {
        using SmallPlus explainer = new(Tensors(), Options());
        float[] expected = Relevance(explainer, 1);
        _traffic.RefusesIn = allocation; // memory per sample, then per row
        DeviceException error = Assert.Throws<DeviceException>(() => Relevance(explainer, 4));
        Assert.Equal(DeviceFault.OutOfMemory, error.Fault);
        Assert.Equal(expected, Relevance(explainer, 1));
        Assert.Equal(4 * Inputs, Relevance(explainer, 4).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void AfterALaunchThatFailedTheNextCallWorks(int launch)
    {
        using SmallPlus explainer = new(Tensors(), Options());
        float[] expected = Relevance(explainer, 2);
        _traffic.FailsIn = launch;
        DeviceException error = Assert.Throws<DeviceException>(() => Relevance(explainer, 2));
        Assert.Equal(DeviceFault.Refused, error.Fault);
        Assert.Equal(expected, Relevance(explainer, 2));
    }

    [Fact]
    public void ANetworkThatIsTooLargeIsRefusedAndNothingIsLeft()
    {
        int before = DriverHandle.Alive;
        _traffic.LargestAllocation = 200; // less than a convolution's weights
        DeviceException error = Assert.Throws<DeviceException>(() => new SmallPlus(Tensors(), Options()));
        Assert.Equal(DeviceFault.OutOfMemory, error.Fault);
        Assert.Equal(before, DriverHandle.Alive);
    }

    [Fact]
    public void ALaunchThatFailsWhileLoadingLeavesNothing()
    {
        int before = DriverHandle.Alive;
        _traffic.FailsIn = 0; // of what is computed once of the weights
        Assert.Throws<DeviceException>(() => new SmallBox(Tensors(), Options()));
        Assert.Equal(before, DriverHandle.Alive);
        using SmallBox explainer = new(Tensors(), Options());
        Assert.NotEmpty(explainer.Explain(Sample(0), 1).Relevance);
    }

    [Fact]
    public async Task DisposeLeavesNothingOfManyCalls()
    {
        int before = DriverHandle.Alive;
        SmallPlus explainer = new(Tensors(), new() { Device = Device.OpenCl() });
        float[] expected = Relevance(explainer, 3);
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Assert.Equal(expected, Relevance(explainer, 3))))
        );
        Assert.True(DriverHandle.Alive > before);
        explainer.Dispose();
        Assert.Equal(before, DriverHandle.Alive);
    }

    private ExplainerOptions Options() => new() { Device = _traffic.On(Elsewhere.Device!) };

    private static float[] Relevance(Explainer explainer, int count)
    {
        float[] relevance = new float[count * Inputs];
        explainer.Explain(Batch(count), [.. Enumerable.Range(0, count).Select(n => n % Outputs)], relevance);
        return relevance;
    }
}
