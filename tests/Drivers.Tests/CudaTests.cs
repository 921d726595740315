using System.Text.RegularExpressions;

namespace RuleCompiler.Drivers.Tests;

/// <summary>What CUDA does otherwise than OpenCL: how a launch is told, what compiles, and what is kept of it.</summary>
public sealed class CudaTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("drivers-tests-").FullName;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Assert.Equal((0, 0), (Fake.Cuda.Alive, DriverHandle.Alive));
    }

    [Fact]
    public void ArgumentsTakePlacesOfEightBytes()
    {
        using Memory x = new(100),
            table = new(7);
        KernelLaunch launch = new(
            new("k", ""),
            new(1),
            new(1),
            [x.Run.Slice(3, 5), KernelArgument.Table(table.Run), -1, 1UL << 40, 0.5f]
        );
        ulong[] places = new ulong[CudaLaunch.Places(launch)];
        CudaLaunch.Pack(launch, m => (ulong)m.Length << 32, places);
        Assert.Equal([100UL << 32, 3, 7UL << 32, 0xFFFFFFFF, 1UL << 40, 0x3F000000], places);
    }

    [Fact]
    public void GroupsDivideItems()
    {
        Assert.Equal((4u, 3u, 65535u), Groups(new(128, 3, 65535), new(32)));
        Assert.Equal((1u << 30, 1u, 2u), Groups(new(1L << 38, 8, 2), new(256, 8)));
        Assert.Contains("no whole number of groups of 32", Refused(new(100), new(32)), StringComparison.Ordinal);
        Assert.Contains(
            "65536 groups along an axis, CUDA has 65535",
            Refused(new(1, 65536), new(1)),
            StringComparison.Ordinal
        );
        Assert.Contains("2147483648 groups along an axis", Refused(new(1L << 31), new(1)), StringComparison.Ordinal);
    }

    [FakeFact]
    public void PtxIsKeptAndCompiledAgainWhereItIsDamaged()
    {
        FileCache cache = new(folder, "kernel", 1 << 24);
        Assert.Equal(1, Compiled(cache));
        Assert.Equal(0, Compiled(cache));
        string key = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(folder)));
        cache.Store(key, [.. "no PTX\0"u8]); // the cache trusts it, the driver must not
        Assert.Equal(1, Compiled(cache));
        cache.Store(key, [.. "fake: without an end"u8]);
        Assert.Equal(1, Compiled(cache));
        Assert.Equal(0, Compiled(cache));
    }

    /// <summary>NVRTC has no functions of clang's, and functions of its own that the page's must not meet.</summary>
    [Fact]
    public void ThePageForNvrtcHasAllThatThePageTakesFromClang()
    {
        string cuda = new KernelText("k", "").ToCuda(),
            both = new KernelText("k", "").ToNvrtc(),
            page = both[..^cuda.Length];
        string[] taken = [.. Names(cuda, @"\b(__(?:builtin|nvvm|atomic)_\w+)")],
            made = [.. Names(cuda, @"(?m)^RC_FUNCTION \w+ (?!rc_|as_|atomic_)(\w+)\(")];
        Assert.Contains("__builtin_fmaf", taken);
        Assert.Contains("fabs", made);
        // the ids are put together of a stem and an axis
        string[] stems = [.. taken.Where(n => n.StartsWith("__nvvm_read_ptx_sreg", StringComparison.Ordinal))];
        Assert.All(
            taken.Except(stems).Concat(stems.SelectMany(s => (string[])[$"{s}_x", $"{s}_y", $"{s}_z"])),
            name => Assert.Contains($"#define {name}(", page, StringComparison.Ordinal)
        );
        Assert.All(made, name => Assert.Contains($"#define {name} rc_", page, StringComparison.Ordinal));
    }

    [FakeFact]
    public void ADeviceThatTheCompilerDoesNotKnowIsRefused()
    {
        Device early = Device.Cuda("gpu b");
        DeviceException e = Assert.Throws<DeviceException>(() => early.Open());
        Assert.Equal((DeviceFault.Build, "Fake GPU B"), (e.Fault, e.Device));
        Assert.StartsWith(
            "NVRTC 12.4 compiles for compute capability 7.0 and later, Fake GPU B has 6.1: name an earlier NVRTC",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [FakeFact]
    public void TheThreadKeepsTheContextThatItHad()
    {
        using IDeviceExecutor device = Device.Cuda("gpu a").Open();
        Assert.Equal(0, Fake.Cuda.Depth);
        Assert.Equal([6f, 12f, 18f, 24f], Work.On(device));
        Assert.Equal(0, Fake.Cuda.Depth);
        Thread other = new(() => Work.On(device)); // a thread that never had a context
        other.Start();
        other.Join();
    }

    [FakeFact]
    public void AMemoryOfAnotherDriverIsRefused()
    {
        using IDeviceExecutor cuda = Device.Cuda("gpu a").Open(),
            openCl = Device.OpenCl().Open();
        using IDeviceMemory memory = openCl.Allocate(2);
        Assert.Throws<ArgumentException>(() => cuda.Read(memory.All, new float[1].AsSpan()));
        Assert.Throws<ArgumentException>(() => cuda.Run(Work.Scaled(memory.All, 1)));
    }

    private static IEnumerable<string> Names(string text, string pattern) =>
        Regex.Matches(text, pattern).Select(m => m.Groups[1].Value).Distinct();

    private static int Compiled(FileCache cache)
    {
        using IDeviceExecutor device = Device.Cuda("gpu a").Open(cache);
        Work.On(device);
        return device.Compiled;
    }

    private static (uint, uint, uint) Groups(WorkSize global, WorkSize local) =>
        CudaLaunch.Groups(new(new("k", ""), global, local, []), "GPU");

    private static string Refused(WorkSize global, WorkSize local)
    {
        DeviceException e = Assert.Throws<DeviceException>(() => Groups(global, local));
        Assert.Equal((DeviceFault.Refused, "GPU", "k"), (e.Fault, e.Device, e.Kernel));
        return e.Message;
    }

    private sealed class Memory(long length) : IDeviceMemory
    {
        public long Length => length;

        public DeviceRun Run => DeviceRun.All(this);

        public void Dispose() { }
    }
}
