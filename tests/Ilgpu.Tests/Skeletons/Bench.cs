using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using RuleCompiler.Generated.Ilgpu;
using RuleCompiler.Kernels;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>An accelerator with the skeletons and what tests put on it.</summary>
internal sealed class Bench : IDisposable
{
    private readonly Context _context = Context.Create(static builder => builder.DefaultCPU());
    private readonly Accelerator _accelerator;
    private readonly AcceleratorStream _stream;
    private readonly List<IDisposable> _memories = [];

    public Bench()
    {
        _accelerator = _context.Devices[0].CreateAccelerator(_context);
        _stream = _accelerator.CreateStream();
        Kernels = new(_accelerator);
    }

    public KernelSet Kernels { get; }

    public ArrayView<float> Put(Plane plane) => Put<float>(plane.Span);

    public ArrayView<int> Table(IReadOnlyList<int> numbers) => Put<int>([.. numbers]);

    public ArrayView<float> Result(nint length)
    {
        float[] garbage = new float[length];
        Array.Fill(garbage, 123);
        return Put<float>(garbage);
    }

    /// <summary>Runs a launch and reads a result.</summary>
    public float[] Run(Action<AcceleratorStream> launch, ArrayView<float> result)
    {
        launch(_stream);
        float[] actual = new float[result.Length];
        result.CopyToCPU(_stream, actual.AsSpan());
        return actual;
    }

    /// <summary>Runs a launch and compares what it wrote.</summary>
    public void Gives(Plane expected, Action<AcceleratorStream> launch, ArrayView<float> result, double tolerance)
    {
        float[] actual = Run(launch, result);
        Plane plane = new NativeBuffer(actual.Length).Plane;
        actual.CopyTo(plane.Span);
        double[] numbers = [.. expected.Span.ToArray().Select(x => (double)x)];
        RuleCompiler.Kernels.Tests.Arrays.Close(numbers, plane, tolerance);
    }

    public void Dispose()
    {
        _memories.ForEach(m => m.Dispose());
        _stream.Dispose();
        _accelerator.Dispose();
        _context.Dispose();
    }

    private ArrayView<T> Put<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> memory = _accelerator.Allocate1D<T>(Math.Max(1, numbers.Length));
        _memories.Add(memory);
        ArrayView<T> view = memory.AsContiguous().SubView(0, numbers.Length);
        view.CopyFromCPU(_stream, numbers);
        return view;
    }
}
