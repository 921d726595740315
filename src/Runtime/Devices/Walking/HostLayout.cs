namespace RuleCompiler.Devices;

/// <summary>The layout of an explainer whose passes run on a device: the host holds only what goes up and comes back.</summary>
internal static class HostLayout
{
    public static ExplainerLayout Of(ExplainerLayout layout)
    {
        long samples = 0,
            rows = 0;
        Region[] inputs = [.. layout.Inputs.Select(Placed)];
        Region? reference = layout.Reference is { } given ? Placed(given) : null;
        FirstSumsLayout? sums = layout.FirstSums is { } first ? first with { Sums = Placed(first.Sums) } : null;
        Region[] outputs = [.. layout.Outputs.Select(Placed)],
            starts = [.. layout.Starts.Select(Placed)],
            results = [.. layout.Results.Select(Placed)];
        return layout with
        {
            Inputs = inputs,
            Reference = reference,
            FirstSums = sums,
            Outputs = outputs,
            Starts = starts,
            Results = results,
            SampleFloats = samples,
            RowFloats = rows,
            SharedFloats = 0,
            ObservedFloats = 0,
        };

        Region Placed(Region region)
        {
            ref long next = ref region.PerRow ? ref rows : ref samples;
            Region placed = region with { Offset = next };
            next += region.Size;
            return placed;
        }
    }
}
