using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>What explainers and propagators have in common: weights, work spaces, and the checks of what comes in.</summary>
public abstract class CompiledNetwork : IDisposable
{
    private readonly CanonicalParameters _parameters;
    private readonly NativeBuffer _shared;
    private readonly WorkspacePool _workspaces = new();
    private bool _disposed;

    private protected CompiledNetwork(ExplainerLayout layout, WeightSet weights, ExplainerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Layout = layout;
        Options = options ?? new();
        _parameters = new(layout, weights, Options);
        _shared = new(checked((nint)layout.SharedFloats));
        Prepare(new Execution(default, default, _shared.Plane, 1, 1, Options.Threads, null));
    }

    /// <summary>The shape of an input without the batch: [C,H,W] or [features].</summary>
    public IReadOnlyList<int> InputShape => Layout.InputShape;

    /// <summary>The shape of an output without the batch.</summary>
    public IReadOnlyList<int> OutputShape => Layout.OutputShape;

    internal ExplainerLayout Layout { get; }

    internal ExplainerOptions Options { get; }

    /// <summary>Frees the native memory. A call under way in another thread must have returned.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _parameters.Dispose();
        _shared.Dispose();
        _workspaces.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Generated: what does not depend on the input.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Prepare(in Execution pass);

    /// <summary>Generated: the forward pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Forward(in Execution pass);

    /// <summary>Generated code's way to a weight, bias or operand.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Plane Parameter(int index) => _parameters[index];

    internal Workspace Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _workspaces.Rent();
    }

    internal void Return(Workspace workspace)
    {
        if (_disposed)
            workspace.Dispose();
        else
            _workspaces.Return(workspace);
    }

    internal Execution Begin(Workspace workspace, int samples, int columns, LayerRelevances? taps) =>
        new(
            workspace.Samples(Layout.SampleFloats * samples),
            workspace.Rows(Layout.RowFloats * samples * columns),
            _shared.Plane,
            samples,
            columns,
            Options.Threads,
            taps
        );

    /// <summary>The number of samples in a batch of inputs.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of the input's size, or the batch is empty.</exception>
    internal int CountSamples(ReadOnlySpan<float> inputs)
    {
        int size = Layout.InputSize;
        if (inputs.Length == 0)
            throw new ArgumentException($"The batch is empty; give at least one input of {size} values ([{Text(Layout.InputShape)}]).");
        return inputs.Length % size == 0
            ? inputs.Length / size
            : throw new ArgumentException(
                $"The input has {inputs.Length} values, which is no multiple of {size} ([{Text(Layout.InputShape)}])."
            );
    }

    /// <exception cref="ArgumentException">A value is NaN or infinite, or outside of the declared range.</exception>
    internal void CheckInput(ReadOnlySpan<float> inputs, string what)
    {
        int bad = inputs.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException($"The {what} holds {inputs[bad]} at index {bad}; values must be finite.");
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] < Layout.Low || inputs[i] > Layout.High)
                throw new ArgumentException(
                    $"The {what} holds {inputs[i]} at index {i}, outside of the range [{Layout.Low}, {Layout.High}] that the network "
                        + $"'{Layout.Network}' declares and its rules rely on; scale the input or correct [Network]."
                );
        }
    }

    internal static string Text(IEnumerable<int> shape) => string.Join(",", shape);
}
