using RuleCompiler.Kernels;
using Lanes = System.Numerics.Vector<float>;

namespace RuleCompiler;

/// <summary>
/// The same for a network whose first layer is dense: its sums z = W·y are kept, and z += W_S·(x_S − y_S) where places S
/// change, so that only what changed enters the first layer again. The rest of the network runs from z.
/// </summary>
/// <remarks>
/// The sums are rounded once more at each rate: below 10⁻⁵ of the largest for hundreds of rates (tested).
/// </remarks>
internal sealed class FirstSumsBatch : ObfuscatedBatch
{
    private readonly Explainer _network;
    private readonly Plane _weights;
    private readonly int _size;
    private readonly int _units;

    /// <summary>The weights' columns as rows in the order in which places are fixed, [d, units].</summary>
    private readonly NativeBuffer _columns;
    private readonly NativeBuffer _inputs;
    private readonly NativeBuffer _sums;
    private readonly NativeBuffer _change;
    private bool _isNew;

    public FirstSumsBatch(Explainer network, Plane weights, OrderingOptions options)
        : base(network, options)
    {
        (_network, _weights) = (network, weights);
        _size = network.Layout.InputSize;
        _units = (int)(weights.Length / _size);
        _columns = new(weights.Length);
        _inputs = new((nint)Rows * _size);
        _sums = new((nint)Rows * _units);
        _change = new((nint)Rows * _units);
    }

    public override void Image(ReadOnlySpan<float> image, int[] places, int target)
    {
        base.Image(image, places, target);
        Span<float> columns = _columns.Plane.Span,
            weights = _weights.Span;
        for (int i = 0; i < places.Length; i++)
        {
            for (int unit = 0; unit < _units; unit++)
                columns[(i * _units) + unit] = weights[(unit * _size) + places[i]];
        }
    }

    public override void Begin(int rows)
    {
        base.Begin(rows);
        _isNew = true;
    }

    public override void Dispose()
    {
        _columns.Dispose();
        _inputs.Dispose();
        _sums.Dispose();
        _change.Dispose();
    }

    protected override void Change(ReadOnlySpan<int> places)
    {
        if (_isNew)
            Sum();
        if (places.IsEmpty)
            return;
        Span<float> differences = _inputs.Plane.Span[..(Count * places.Length)];
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<float> values = Row(row);
            for (int i = 0; i < places.Length; i++)
                differences[(row * places.Length) + i] = Given[places[i]] - values[places[i]];
        }

        // the adjoint of a layer from units to places is what takes differences of places to units
        Product.Backward<Identity>(
            ConvShape.Dense(_units, places.Length),
            Count,
            _inputs.Plane,
            _columns.Plane.Slice((nint)Fixed * _units, (nint)places.Length * _units),
            _change.Plane,
            _network.Threads
        );
        Add(_change.Plane.Span[..(Count * _units)], _sums.Plane.Span);
    }

    protected override void Outputs(Span<float> outputs) =>
        _network.OutputsOf(_sums.Plane.Span[..(Count * _units)], outputs);

    /// <summary>The sums of the random inputs.</summary>
    private void Sum()
    {
        for (int row = 0; row < Count; row++)
            Row(row).CopyTo(_inputs.Plane.Span[(row * _size)..]);
        Product.Forward<Identity>(
            ConvShape.Dense(_size, _units),
            Count,
            _inputs.Plane,
            _weights,
            _sums.Plane,
            _network.Threads
        );
        _isNew = false;
    }

    private static void Add(ReadOnlySpan<float> change, Span<float> sums)
    {
        int i = 0;
        for (; i <= change.Length - Lanes.Count; i += Lanes.Count)
            (new Lanes(sums[i..]) + new Lanes(change[i..])).CopyTo(sums[i..]);
        for (; i < change.Length; i++)
            sums[i] += change[i];
    }
}
