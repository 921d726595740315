namespace DetypifyExample;

/// <summary>Strokes of a pen, as the model wants to see them: white on black, 224 × 224.</summary>
public static class Drawing
{
    public const int Side = 224;
    private const double Margin = 10;
    private const double PenRadius = 4;

    /// <summary>Scales the strokes to the picture and draws them.</summary>
    /// <param name="strokes">Each a list of points, y downward, in any unit.</param>
    /// <returns>[1,224,224] in [0,1].</returns>
    public static float[] Draw((double X, double Y)[][] strokes)
    {
        (double X, double Y)[] all = [.. strokes.SelectMany(s => s)];
        double left = all.Min(p => p.X);
        double top = all.Min(p => p.Y);
        double width = all.Max(p => p.X) - left;
        double height = all.Max(p => p.Y) - top;
        double scale = (Side - (2 * Margin)) / Math.Max(width, height);
        (double X, double Y) Placed((double X, double Y) p) =>
            (((p.X - left - (width / 2)) * scale) + (Side / 2), ((p.Y - top - (height / 2)) * scale) + (Side / 2));

        float[] picture = new float[Side * Side];
        foreach ((double X, double Y)[] stroke in strokes)
        {
            (double X, double Y)[] points = [.. stroke.Select(Placed)];
            for (int i = 1; i < points.Length; i++)
                DrawLine(picture, points[i - 1], points[i]);
        }

        return picture;
    }

    private static void DrawLine(float[] picture, (double X, double Y) from, (double X, double Y) to)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double distance = Distance((x + 0.5, y + 0.5), from, to);
                float ink = (float)Math.Clamp(PenRadius + 0.5 - distance, 0, 1);
                picture[(y * Side) + x] = Math.Max(picture[(y * Side) + x], ink);
            }
        }
    }

    /// <summary>How far a point is from a line between two others.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double square = (dx * dx) + (dy * dy);
        double along = square == 0 ? 0 : (((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / square;
        along = Math.Clamp(along, 0, 1);
        return double.Hypot(point.X - from.X - (along * dx), point.Y - from.Y - (along * dy));
    }
}
