namespace RuleCompiler.Kernels.Tests;

/// <summary>Random layer shapes: odd sizes, strides, dilations, asymmetric paddings, groups.</summary>
internal static class Shapes
{
    /// <summary>Seeds for theories.</summary>
    public static TheoryData<int> Seeds(int count)
    {
        var data = new TheoryData<int>();
        for (int i = 0; i < count; i++)
            data.Add(i);
        return data;
    }

    /// <summary>A valid shape; every third is dense, depthwise or a whole-image window.</summary>
    public static ConvShape Any(Random random, int seed)
    {
        switch (seed % 8)
        {
            case 0:
                return ConvShape.Dense(random.Next(1, 700), random.Next(1, 90));
            case 1:
                int channels = random.Next(1, 9);
                return Spatial(random, channels, channels, channels);
            case 2:
                int height = random.Next(1, 8),
                    width = random.Next(1, 8);
                return new ConvShape(random.Next(1, 9), height, width, random.Next(1, 40), height, width);
            case 3:
                return new ConvShape(
                    random.Next(1, 40),
                    random.Next(1, 12),
                    random.Next(1, 12),
                    random.Next(1, 40),
                    1,
                    1
                );
            default:
                int groups = random.Next(3) == 0 ? random.Next(2, 4) : 1;
                return Spatial(random, groups * random.Next(1, 12), groups * random.Next(1, 12), groups);
        }
    }

    /// <summary>A pool.</summary>
    public static ConvShape Pool(Random random)
    {
        int channels = random.Next(1, 6);
        return Spatial(random, channels, channels, channels);
    }

    private static ConvShape Spatial(Random random, int channels, int outChannels, int groups)
    {
        while (true)
        {
            var shape = new ConvShape(
                channels,
                random.Next(1, 20),
                random.Next(1, 40),
                outChannels,
                random.Next(1, 6),
                random.Next(1, 6),
                random.Next(1, 4),
                random.Next(1, 4),
                random.Next(0, 4),
                random.Next(0, 4),
                random.Next(0, 4),
                random.Next(0, 4),
                random.Next(1, 4),
                random.Next(1, 4),
                groups
            );
            if (shape.OutHeight > 0 && shape.OutWidth > 0)
                return shape;
        }
    }
}
