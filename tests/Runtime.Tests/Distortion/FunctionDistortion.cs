namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>A formula as a distortion; it counts its calls.</summary>
internal sealed class FunctionDistortion(
    int images,
    int components,
    Func<int, double[], (double Value, double[] Gradient)> function
) : IDistortion
{
    public int Images => images;

    public int Components => components;

    public IReadOnlyList<int> Shape => [components];

    public int Calls { get; private set; }

    public (double Value, double[] Gradient) At(int image, double[] map) => function(image, map);

    public void Evaluate(ReadOnlySpan<int> images, ReadOnlySpan<double> maps, Span<double> distortions)
    {
        Calls++;
        for (int i = 0; i < images.Length; i++)
            distortions[i] = function(images[i], maps.Slice(i * components, components).ToArray()).Value;
    }

    public void Differentiate(
        ReadOnlySpan<int> images,
        ReadOnlySpan<double> maps,
        Span<double> distortions,
        Span<double> gradients
    )
    {
        Calls++;
        for (int i = 0; i < images.Length; i++)
        {
            (distortions[i], double[] gradient) = function(images[i], maps.Slice(i * components, components).ToArray());
            gradient.CopyTo(gradients[(i * components)..]);
        }
    }
}
