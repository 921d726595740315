namespace RuleCompiler.Kernels.Tests;

public class BoxSumTests
{
    // sums of float32 numbers in short chains: a few 2^-24 relative to the largest sum
    private const double Tolerance = 5e-6;

    public static TheoryData<int> Seeds => Shapes.Seeds(80);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IsTheProductWithOnes(int seed)
    {
        var random = new Random(seed);
        ConvShape shape = Shapes.Any(random, seed);
        int count = random.Next(1, 6);
        Plane x = Arrays.Random(random, count * shape.InputSize),
            y = Arrays.Random(random, count * shape.OutputSize);
        double[] up = Naive.Forward(shape, count, x, _ => 1);
        double[] down = Naive.Backward(shape, count, y, _ => 1);
        Plane forward = Arrays.Copy(y),
            backward = Arrays.Copy(x),
            two = Arrays.Copy(x);
        BoxSum.Forward(shape, count, x, forward, 1);
        BoxSum.Backward(shape, count, y, backward, 1);
        BoxSum.Backward(shape, count, y, two, 2);
        Arrays.Close(up, forward, Tolerance);
        Arrays.Close(down, backward, Tolerance);
        Arrays.Same(backward, two);
    }
}
