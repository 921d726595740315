using System.Collections.Concurrent;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>
/// Patterns for the pictures, of what data the repository has: the inputs that the pictures show, each moved by a few
/// numbers up, down and sideways. Real ones want a training set.
/// </summary>
internal static class PicturePatterns
{
    private const int Moves = 2;

    private static readonly ConcurrentDictionary<Subject, IReadOnlyDictionary<string, float[]>> Known = new();

    public static IReadOnlyDictionary<string, float[]> Of(Subject network) => Known.GetOrAdd(network, Estimate);

    private static IReadOnlyDictionary<string, float[]> Estimate(Subject network)
    {
        CompositeRequest gradient = new() { Composite = "gradient", Range = (0, 1) };
        using Explainer explainer = Plan.Of(network, gradient, CancellationToken.None).Explainer(network.Weights, 0);
        float[] samples =
        [
            .. from input in PictureInput.All
            where input.Network == network
            from y in Enumerable.Range(-Moves, (2 * Moves) + 1)
            from x in Enumerable.Range(-Moves, (2 * Moves) + 1)
            from value in Moved(input, x * input.Pool, y * input.Pool)
            select value,
        ];
        return PatternEstimator.Estimate(explainer, samples, new PatternOptions { HoldOut = 0 }).Operands;
    }

    private static float[] Moved(PictureInput input, int right, int down)
    {
        float[] moved = new float[input.Values.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            (int x, int y) = ((i % input.Side) - right, (i / input.Side) - down);
            if (x >= 0 && x < input.Side && y >= 0 && y < input.Side)
                moved[i] = input.Values[(y * input.Side) + x];
        }
        return moved;
    }
}
