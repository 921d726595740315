using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Outputs;

/// <summary>Relevance as pictures: white zero, red positive, blue negative.</summary>
internal static class HeatmapFiles
{
    private const int Side = 448;

    public static void Save(Subject subject, Explained explained, string path)
    {
        foreach ((string file, int[] shape, float[] relevance) in RelevanceFiles.Parts(subject, explained, path))
        {
            int bad = relevance.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (bad >= 0)
                throw ToolException.Failed(
                    $"the relevance holds {relevance[bad]} at index {bad}, which has no colour; look for a rule that divides by zero (LRP-0 does)"
                );
            (int height, int width) = shape.Length >= 2 ? (shape[^2], shape[^1]) : (1, shape[^1]);
            int scale = Math.Max(1, Side / Math.Max(height, width));
            Heatmap.Render(relevance, height, width, scale).SavePng(file);
        }
    }
}
