using ILGPU;
using Ilgpu.Emulation;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>The emulation catches what the library rejects, and what devices do not forgive.</summary>
[Collection("emulation")]
public sealed class KernelRulesTests : IDisposable
{
    public KernelRulesTests() => Groups.Reset();

    public void Dispose() => Groups.Reset();

    private struct Numbers
    {
        public ArrayView<float> X;
    }

    private readonly struct Flagged(ArrayView<float> x, bool flag)
    {
        public readonly ArrayView<float> X = x;
        public readonly bool Flag = flag;
    }

    private static int s_calls;

    public static TheoryData<string> Rejected =>
        ["Throws", "Allocates", "Catches", "Recurses", "WritesStatic", "Calls", "Text"];

    [Theory]
    [MemberData(nameof(Rejected))]
    public void ConstructsThatTheLibraryRejectsAreRejected(string kernel)
    {
        var method = typeof(KernelRulesTests).GetMethod(
            kernel,
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
        )!;
        Assert.Throws<InternalCompilerException>(() => KernelRules.Check(method));
    }

    [Fact]
    public void FlagsAreNoParameters() =>
        Assert.Contains(
            "a.Flag",
            Assert
                .Throws<InternalCompilerException>(() => KernelRules.Check(((Action<Flagged>)(TakesFlag)).Method))
                .InnerException!.Message
        );

    [Fact]
    public void BarriersAreForAllItems() =>
        Assert.Contains("8 of 16 items wait", Assert.Throws<InvalidOperationException>(() => Run(HalfWaits)).Message);

    [Fact]
    public void ViewsCheckTheirBounds() =>
        Assert.Contains("Element 4", Assert.Throws<InvalidOperationException>(() => Run(WritesBehind)).Message);

    [Fact]
    public void AMissingBarrierShowsInAnotherOrder()
    {
        float[] forth = Run(ReadsNeighbour);
        EmulatedDevice.RunsBackwards = true;
        float[] back = Run(ReadsNeighbour);
        Assert.NotEqual(forth, back);
    }

    private static float[] Run(Action<Numbers> kernel)
    {
        using Context context = Context.Create(b => ILGPU.Runtime.CPU.CPUContextExtensions.DefaultCPU(b));
        using ILGPU.Runtime.Accelerator accelerator = context.Devices[0].CreateAccelerator(context);
        using ILGPU.Runtime.AcceleratorStream stream = accelerator.CreateStream();
        using var memory = accelerator.Allocate1D<float>(4);
        ILGPU.Runtime.KernelLoaders.LoadKernel(accelerator, kernel)(
            stream,
            new KernelConfig(1, 16),
            new() { X = memory.AsContiguous() }
        );
        float[] result = new float[4];
        ILGPU.Runtime.ArrayViewExtensions.CopyToCPU(memory.AsContiguous(), stream, result.AsSpan());
        return result;
    }

    private static void HalfWaits(Numbers a)
    {
        if (Group.IdxX < 8)
            Group.Barrier();
    }

    private static void WritesBehind(Numbers a) => a.X[Group.IdxX] = 0;

    private static void ReadsNeighbour(Numbers a)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(17);
        shared[Group.IdxX] = 0;
        Group.Barrier();
        shared[Group.IdxX] = shared[Group.IdxX + 1 < 16 ? Group.IdxX + 1 : 0] + 1;
        Group.Barrier();
        if (Group.IdxX < 4)
            a.X[Group.IdxX] = shared[Group.IdxX];
    }

    private static void TakesFlag(Flagged a) => a.X[0] = a.Flag ? 1 : 0;

    private static void Throws(Numbers a)
    {
        if (a.X[0] > 0)
            throw new InvalidOperationException();
    }

    private static void Allocates(Numbers a) => a.X[0] = new float[4].Length;

    private static void Catches(Numbers a)
    {
        try
        {
            a.X[0] = 1;
        }
        finally
        {
            a.X[1] = 1;
        }
    }

    private static void Recurses(Numbers a) => a.X[0] = Down((int)a.X[0]);

    private static int Down(int n) => n == 0 ? 0 : Down(n - 1);

    private static void WritesStatic(Numbers a) => a.X[0] = ++s_calls;

    private static void Calls(Numbers a) => a.X[0] = MathF.FusedMultiplyAdd(a.X[0], 2, 1);

    private static void Text(Numbers a) => a.X[0] = "text".Length;
}
