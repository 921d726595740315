namespace RuleCompiler;

/// <summary>The components of an input, and their order by relevance.</summary>
internal sealed class ComponentOrder
{
    /// <summary>Keeps the numbers that break ties apart from those of the random inputs.</summary>
    private const ulong Ties = 0x7469_6573;
    private readonly int _each;
    private readonly ulong _seed;

    /// <exception cref="ArgumentException">The network's input has no pixels.</exception>
    public ComponentOrder(IExplainable network, OrderingComponents components, int seed)
    {
        IReadOnlyList<int> shape = network.InputShape;
        _each = components switch
        {
            OrderingComponents.Values => 1,
            OrderingComponents.Pixels when shape.Count == 3 => shape[0],
            OrderingComponents.Pixels => throw new ArgumentException(
                $"The network's input {InputCheck.Text(shape)} has no pixels; leave {nameof(OrderingOptions.Components)} out.",
                nameof(OrderingOptions.Components)
            ),
            _ => throw new ArgumentOutOfRangeException(
                nameof(OrderingOptions.Components),
                components,
                "A component is one of Values or Pixels."
            ),
        };
        Count = network.InputSize / _each;
        _seed = (uint)seed ^ (Ties << 32);
    }

    /// <summary>The number of components, d.</summary>
    public int Count { get; }

    /// <summary>The places in an input of one component: its channels.</summary>
    public int Each => _each;

    /// <summary>
    /// The places of all components one after another, the most relevant component first; equal ones in an order that
    /// the seed and the image choose.
    /// </summary>
    public int[] Descending(ReadOnlySpan<float> relevance, int image)
    {
        int[] order = new int[Count];
        for (int c = 0; c < Count; c++)
            order[c] = c;
        new SampleRandom(_seed, image).Shuffle(order);
        // the place among the shuffled breaks ties, so that the sort need not be stable
        (double Relevance, int Place)[] keys = new (double, int)[Count];
        for (int place = 0; place < Count; place++)
        {
            double sum = 0;
            for (int channel = 0; channel < _each; channel++)
                sum += relevance[(channel * Count) + order[place]];
            keys[place] = (-sum, place);
        }

        Array.Sort(keys, order);
        int[] places = new int[Count * _each];
        for (int i = 0; i < places.Length; i++)
            places[i] = (i % _each * Count) + order[i / _each];
        return places;
    }
}
