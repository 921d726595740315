namespace RuleCompiler;

/// <summary>A layer's channels weighted by the means of their gradients, and added.</summary>
/// <param name="Values">[height, width]</param>
/// <param name="Height">The layer's height.</param>
/// <param name="Width">The layer's width.</param>
internal sealed record ActivationMap(double[] Values, int Height, int Width)
{
    /// <exception cref="ArgumentException">There is no such layer, or its output is no picture.</exception>
    public static ActivationMap Of(Query query, string? layer, bool relu)
    {
        LayerShape found = Find(query.Network.LayerShapes, layer);
        query.ThrowIfCancelled();
        LayerTrace trace = query.Network.Trace(query.Input, query.Target, found.Name);
        (int channels, int height, int width) = (found.Shape[0], found.Shape[1], found.Shape[2]);
        int plane = height * width;
        double[] map = new double[plane];
        for (int c = 0; c < channels; c++)
        {
            double weight = 0;
            for (int i = 0; i < plane; i++)
                weight += trace.Relevance[(c * plane) + i] / plane;
            for (int i = 0; i < plane; i++)
                map[i] += weight * trace.Values[(c * plane) + i];
        }

        return new(relu ? Array.ConvertAll(map, value => Math.Max(0, value)) : map, height, width);
    }

    /// <summary>The input's height and width.</summary>
    /// <exception cref="ArgumentException">The input is no picture.</exception>
    public static (int Height, int Width) InputSize(Query query) =>
        query.Shape is [_, int height, int width]
            ? (height, width)
            : throw new ArgumentException(
                $"The map is brought to the height and width of the input, but the input is {InputCheck.Text(query.Shape)} rather "
                    + "than [C,H,W]; use layer-grad-cam, which leaves it as it is."
            );

    /// <summary>The map at another size, [height, width].</summary>
    public double[] Resized(int height, int width, Upsampling upsampling)
    {
        (int First, int Second, double Part)[] rows = Places(Height, height, upsampling);
        (int First, int Second, double Part)[] columns = Places(Width, width, upsampling);
        double[] resized = new double[height * width];
        for (int i = 0; i < resized.Length; i++)
        {
            (int top, int bottom, double down) = rows[i / width];
            (int left, int right, double across) = columns[i % width];
            resized[i] =
                ((1 - down) * (((1 - across) * At(top, left)) + (across * At(top, right))))
                + (down * (((1 - across) * At(bottom, left)) + (across * At(bottom, right))));
        }

        return resized;
    }

    private double At(int y, int x) => Values[(y * Width) + x];

    /// <summary>For each new place the two old ones between which it lies, and how far on the way.</summary>
    private static (int First, int Second, double Part)[] Places(int from, int to, Upsampling upsampling)
    {
        var places = new (int, int, double)[to];
        for (int i = 0; i < to; i++)
        {
            if (upsampling == Upsampling.Nearest)
            {
                int nearest = (int)((long)i * from / to);
                places[i] = (nearest, nearest, 0);
                continue;
            }

            double at = Math.Max(0, ((i + 0.5) * from / to) - 0.5);
            int first = Math.Min((int)at, from - 1);
            places[i] = (first, Math.Min(first + 1, from - 1), at - first);
        }

        return places;
    }

    private static LayerShape Find(IReadOnlyList<LayerShape> layers, string? name)
    {
        LayerShape[] pictures = [.. layers.Where(l => l.Shape.Count == 3)];
        LayerShape? found = name is null
            ? pictures.LastOrDefault(l => l.Shape[1] * l.Shape[2] > 1)
            : pictures.FirstOrDefault(l => l.Name == name);
        return found
            ?? throw new ArgumentException(
                (name is null ? "No layer's output is [C,H,W]" : $"No layer '{name}' has an output [C,H,W]")
                    + (
                        pictures.Length == 0
                            ? "; Grad-CAM needs one."
                            : $"; those that have are {string.Join(", ", pictures.Select(l => l.Name))}."
                    ),
                nameof(LayerGradCam.Layer)
            );
    }
}
