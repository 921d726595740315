namespace RuleCompiler;

/// <summary>The places of a window over an input.</summary>
internal sealed class SlidingWindow
{
    private readonly int[] _shape;
    private readonly int[] _window;
    private readonly int[] _stride;
    private readonly int[] _steps;
    private readonly bool _wraps;

    private SlidingWindow(int[] shape, int[] window, int[] stride, bool wraps)
    {
        (_shape, _window, _stride, _wraps) = (shape, window, stride, wraps);
        _steps = new int[shape.Length];
        for (int a = 0; a < shape.Length; a++)
            _steps[a] = wraps
                ? (shape[a] + stride[a] - 1) / stride[a]
                : ((shape[a] - window[a] + stride[a] - 1) / stride[a]) + 1;
        Count = _steps.Aggregate(1, (count, steps) => checked(count * steps));
    }

    /// <summary>The number of places.</summary>
    public int Count { get; }

    /// <exception cref="ArgumentException">The window or the stride does not fit the input.</exception>
    public static SlidingWindow Of(int[] shape, int[]? window, int[]? stride, OcclusionConvention convention)
    {
        bool wraps = convention switch
        {
            OcclusionConvention.Captum => false,
            OcclusionConvention.Zennit => true,
            _ => throw new ArgumentOutOfRangeException(
                nameof(Occlusion.Convention),
                convention,
                "Occlusion follows Captum or Zennit."
            ),
        };
        int[] extents = Full(shape, window ?? [8], shape, nameof(Occlusion.Window));
        for (int a = 0; window is null && a < shape.Length; a++)
            extents[a] = Math.Min(extents[a], shape[a]);
        int[] steps = stride is null ? [.. extents] : Full(shape, stride, extents, nameof(Occlusion.Stride));
        for (int a = 0; a < shape.Length; a++)
        {
            if (extents[a] < 1 || extents[a] > shape[a])
                throw new ArgumentException(
                    $"The window {InputCheck.Text(extents)} does not fit the input {InputCheck.Text(shape)}; along axis {a} give 1 "
                        + $"to {shape[a]}.",
                    nameof(Occlusion.Window)
                );
            if (steps[a] < 1 || (steps[a] > extents[a] && extents[a] < shape[a]))
                throw new ArgumentException(
                    $"Steps of {InputCheck.Text(steps)} would leave gaps between windows of {InputCheck.Text(extents)}; along axis "
                        + $"{a} give 1 to {extents[a]}.",
                    nameof(Occlusion.Stride)
                );
        }

        return new(shape, extents, steps, wraps);
    }

    /// <summary>The indices that the window covers at a place.</summary>
    public List<int> Covered(int place)
    {
        List<int> covered = [0];
        int[] at = new int[_shape.Length];
        for (int a = _shape.Length - 1; a >= 0; a--)
            (place, at[a]) = Math.DivRem(place, _steps[a]);
        for (int a = 0; a < _shape.Length; a++)
        {
            List<int> next = [];
            foreach (int index in covered)
            {
                for (int k = 0; k < _window[a]; k++)
                {
                    int i = (at[a] * _stride[a]) + k;
                    if (i < _shape[a] || _wraps)
                        next.Add((index * _shape[a]) + (i % _shape[a]));
                }
            }

            covered = next;
        }

        return covered;
    }

    private static int[] Full(int[] shape, int[] given, int[] leading, string parameter)
    {
        if (given.Length == 1 && shape.Length > 1)
            given = [given[0], given[0]];
        return given.Length is > 0 && given.Length <= shape.Length
            ? [.. leading[..(shape.Length - given.Length)], .. given]
            : throw new ArgumentException(
                $"{parameter} has {given.Length} extents; the input {InputCheck.Text(shape)} has {shape.Length} axes.",
                parameter
            );
    }
}
