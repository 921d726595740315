namespace RuleCompiler.Kernels;

/// <summary>
/// A strided map as tables of places on a device: what <see cref="Strided"/> is on the processor. Any map is one
/// launch, in both directions, and every number is written by one item.
/// </summary>
public sealed class DeviceMoves
{
    private readonly int inputs,
        outputs;

    /// <summary>Makes the tables of a map.</summary>
    /// <exception cref="ArgumentException">The map was not made by its constructor.</exception>
    public DeviceMoves(in StridedMap map)
    {
        Moves moves = map.Forth;
        (inputs, outputs) = (map.InputSize, map.OutputSize);
        int[] forward = new int[outputs];
        Array.Fill(forward, -1);
        Visit(moves, 0, moves.From, moves.To, (from, to) => forward[to] = from);
        int[] backward = new int[inputs + 1 + map.Elements];
        foreach (int from in forward)
        {
            if (from >= 0)
                backward[from + 1]++;
        }
        for (int i = 0; i < inputs; i++)
            backward[i + 1] += backward[i];
        int[] next = backward[..inputs];
        for (int to = 0; to < outputs; to++)
        {
            if (forward[to] >= 0)
                backward[inputs + 1 + next[forward[to]]++] = to;
        }
        (Forward, Backward) = (forward, backward);
    }

    /// <summary>Of each place of the output the place of the input it takes, −1 where there is none.</summary>
    public IReadOnlyList<int> Forward { get; }

    /// <summary>Where the list of each input begins, and the end of the last; then the places of outputs, list by list.</summary>
    public IReadOnlyList<int> Backward { get; }

    /// <summary>For each sample <c>output[write] = input[read]</c>.</summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="table"><see cref="Forward"/> on the device.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N, map.InputSize].</param>
    /// <param name="output">[N, map.OutputSize]; must not overlap the input.</param>
    /// <param name="clear">Whether places that get no value become 0.</param>
    /// <exception cref="ArgumentException">A run is too short.</exception>
    public KernelLaunch Up(
        DeviceTraits device,
        DeviceRun table,
        int count,
        DeviceRun input,
        DeviceRun output,
        bool clear
    )
    {
        Check(table, Forward.Count, count, input, output);
        return new(
            KernelText.Of("move_forward", KernelPolicy.None, [], "moves"),
            KernelLaunch.Cover(outputs, device.Items, count),
            new(device.Items),
            [input, output, KernelArgument.Table(table), inputs, outputs, clear ? 1 : 0, count]
        );
    }

    /// <summary>For each sample <c>below[read] = Σ above[write]</c>.</summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="table"><see cref="Backward"/> on the device.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N, map.OutputSize].</param>
    /// <param name="below">[N, map.InputSize]; must not overlap the other.</param>
    /// <exception cref="ArgumentException">A run is too short.</exception>
    public KernelLaunch Down(DeviceTraits device, DeviceRun table, int count, DeviceRun above, DeviceRun below)
    {
        Check(table, Backward.Count, count, below, above);
        return new(
            KernelText.Of("move_backward", KernelPolicy.None, [], "moves"),
            KernelLaunch.Cover(inputs, device.Items, count),
            new(device.Items),
            [above, below, KernelArgument.Table(table), inputs, outputs, count]
        );
    }

    private void Check(DeviceRun table, int places, int count, DeviceRun input, DeviceRun output)
    {
        Require.Count(count, nameof(count));
        table.Require(places, nameof(table));
        input.Require((long)count * inputs, nameof(input));
        output.Require((long)count * outputs, nameof(output));
    }

    private static void Visit(Moves moves, int axis, int from, int to, Action<int, int> visit)
    {
        if (moves.Elements == 0)
            return;
        if (axis == moves.Axes.Length)
        {
            visit(from, to);
            return;
        }
        MoveAxis along = moves.Axes[axis];
        for (int step = 0; step < along.Extent; step++)
            Visit(moves, axis + 1, from + step * along.From, to + step * along.To, visit);
    }
}
