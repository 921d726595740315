using System.ComponentModel;
using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>What explainers and propagators have in common: weights, work spaces, and their lifetime.</summary>
/// <remarks>
/// Work space grows to the largest batch seen, up to 512 MiB (or one sample) for each call at the same time, and is
/// kept for later calls until Dispose.
/// </remarks>
public abstract class CompiledNetwork : IDisposable
{
    private readonly CanonicalParameters _parameters;
    private readonly NativeBuffer _shared;
    private readonly WorkspacePool _workspaces = new();
    private readonly DeviceNetwork? _onDevice;

    private protected CompiledNetwork(ExplainerLayout layout, WeightSet weights, ExplainerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(weights);
        options ??= new();
        Layout = options.Device is null ? layout : HostLayout.Of(layout);
        Inputs = ExplainerInput.Of(layout);
        Threads = options.Threads;
        Reference = InputCheck.Reference(layout, options.Reference);
        _parameters = new(layout, weights, options);
        try
        {
            _shared = new(checked((nint)Layout.SharedFloats));
            if (options.Device is { } device)
                _onDevice = Upload(device);
            else
                Prepare(new Execution(default, default, _shared.Plane, default, 1, 1, Threads, null));
        }
        catch
        {
            _parameters.Dispose();
            _shared?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What the network reads: one input, or the inputs of an imported model in the order in which one flat input
    /// holds them.
    /// </summary>
    public IReadOnlyList<ExplainerInput> Inputs { get; }

    /// <summary>
    /// The shape of an input without the batch, such as [C,H,W] or [features]; [total] where there are several.
    /// </summary>
    public IReadOnlyList<int> InputShape => Layout.InputShape;

    /// <summary>The shape of an output without the batch.</summary>
    public IReadOnlyList<int> OutputShape => Layout.OutputShape;

    /// <summary>Generated: the network's layers and what each reads.</summary>
    public abstract LayerGraph Graph { get; }

    internal ExplainerLayout Layout { get; }

    internal int Threads { get; }

    /// <summary>
    /// Most floats of work space for one call, 512 MiB: more samples at once are hardly faster, and a batch of any length
    /// fits into memory.
    /// </summary>
    internal long MostFloats { get; set; } = 1L << 27;

    /// <summary>Floats of work space for each sample, and for each row.</summary>
    internal (long Sample, long Row) WorkFloats =>
        _onDevice is null
            ? (Layout.SampleFloats, Layout.RowFloats)
            : (_onDevice.Plan.SampleFloats, _onDevice.Plan.RowFloats);

    /// <summary>Floats of work space for each sample where layers' values are asked for.</summary>
    internal long ObservedFloats => _onDevice?.Plan.ObservedFloats ?? Layout.ObservedFloats;

    /// <summary>The reference input; null for zeros.</summary>
    internal float[]? Reference { get; }

    /// <summary>
    /// Lets no further call begin and frees the native memory: at once, or when the last call under way in another
    /// thread returns.
    /// </summary>
    public void Dispose()
    {
        if (_workspaces.Close())
            Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Generated: what does not depend on the input.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Prepare(in Execution pass);

    /// <summary>Generated: the forward pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Forward(in Execution pass);

    /// <summary>Generated: the backward pass, of relevance or of a propagator's derivative.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Backward(in Execution pass);

    /// <summary>Generated: the passes as launches of kernels, for devices.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract DevicePlan DevicePlan { get; }

    /// <summary>Generated where the explainer is compiled with ILGPU: opens a device of its list.</summary>
    /// <param name="device">Its place in the list.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual IDeviceBackend? OnIlgpu(int device) => null;

    /// <summary>The forward pass, here or on a device.</summary>
    private protected void Up(in Execution pass)
    {
        if (pass.OnDevice is { } device)
            device.Forward(pass, Layout);
        else
            Forward(pass);
    }

    /// <summary>The backward pass, here or on a device.</summary>
    private protected void Down(in Execution pass)
    {
        if (pass.OnDevice is { } device)
            device.Backward(pass, Layout);
        else
            Backward(pass);
    }

    /// <summary>
    /// The weight and the bias of a layer as rules see them, a batch normalisation folded in; the bias is empty where
    /// there is none.
    /// </summary>
    /// <exception cref="ArgumentException">No pass reads a weight of this layer.</exception>
    internal (float[] Weight, float[] Bias) WeightsOf(string layer)
    {
        LayerWeights found = Found(layer);
        return (
            _parameters[found.Weight].Span.ToArray(),
            found.Bias < 0 ? [] : _parameters[found.Bias].Span[..found.Outputs].ToArray()
        );
    }

    /// <summary>The weight of a layer as the passes read it, in place.</summary>
    /// <exception cref="ArgumentException">No pass reads a weight of this layer.</exception>
    internal Plane WeightPlaneOf(string layer) => _parameters[Found(layer).Weight];

    /// <summary>Generated code's way to a weight, bias or operand.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Plane Parameter(int index) => _parameters[index];

    /// <summary>A work space that is given back when it is disposed, within a call.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    internal Workspace Open() => new() { Device = _onDevice?.Open() };

    /// <summary>Begins a call.</summary>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    /// <exception cref="DeviceException">The device fails.</exception>
    internal Workspace Rent()
    {
        Workspace workspace = _workspaces.Rent() ?? throw new ObjectDisposedException(GetType().Name);
        try
        {
            if (_onDevice is not null)
                workspace.Device ??= _onDevice.Open();
            return workspace;
        }
        catch
        {
            Return(workspace);
            throw;
        }
    }

    /// <summary>Ends a call.</summary>
    internal void Return(Workspace workspace)
    {
        if (_workspaces.Return(workspace))
            Free();
    }

    internal Execution Begin(Workspace workspace, int samples, int columns, ILayerTaps? taps) =>
        new(
            workspace.Samples(checked(Layout.SampleFloats * samples)),
            workspace.Rows(checked(Layout.RowFloats * samples * columns)),
            _shared.Plane,
            taps is { Values: true } ? workspace.Observed(checked(Layout.ObservedFloats * samples)) : default,
            samples,
            columns,
            Threads,
            taps
        )
        {
            OnDevice = workspace.Device,
        };

    /// <summary>How many samples go through the network at once: a batch is cut into pieces of about equal size.</summary>
    internal int SamplesAtOnce(int samples, int columns)
    {
        if (samples == 1)
            return 1;
        (long sample, long row) = WorkFloats;
        long floats = Math.Min(MostFloats, _onDevice?.MostFloats ?? MostFloats);
        long most = Math.Max(1, floats / Math.Max(1, sample + (row * columns)));
        long pieces = (samples + most - 1) / most;
        return (int)((samples + pieces - 1) / pieces);
    }

    private LayerWeights Found(string layer) =>
        Layout.Layers.FirstOrDefault(l => l.Layer == layer && l.Weight >= 0)
        ?? throw new ArgumentException($"The passes of '{Layout.Network}' read no weight of a layer '{layer}'.");

    private DeviceNetwork Upload(Device device)
    {
        Plane[] parameters = new Plane[Layout.ParameterCount];
        for (int p = 0; p < parameters.Length; p++)
            parameters[p] = _parameters[p];
        IDeviceBackend queue = device.OfIlgpu is { } ilgpu
            ? OnIlgpu(ilgpu.Number) ?? throw IlgpuLibrary.Missing(GetType().Name)
            : device.Begin();
        return new(queue, DevicePlan, parameters);
    }

    private void Free()
    {
        _workspaces.Dispose();
        _onDevice?.Dispose();
        _parameters.Dispose();
        _shared.Dispose();
    }
}
