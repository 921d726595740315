namespace RuleCompiler.WeightFiles;

/// <summary>Refuses weights that are not finite: every relevance computed from them would be NaN.</summary>
internal static class FiniteCheck
{
    /// <exception cref="WeightFileException">A value is NaN or infinite; the message names the first.</exception>
    public static void Check(string file, string tensor, ReadOnlySpan<float> values)
    {
        int bad = values.IndexOfAnyNotFinite();
        if (bad >= 0)
        {
            throw new WeightFileException(
                file,
                $"tensor '{tensor}'",
                $"Value {bad} (counted in C order from 0) is {values[bad]} in float32.",
                "Such a network has no relevances: train or export it again."
            );
        }
    }
}
