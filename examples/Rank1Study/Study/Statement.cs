namespace Rank1Study;

/// <summary>Something the paper says, beside what was measured here.</summary>
/// <param name="Claim">What the paper says, with its place.</param>
/// <param name="Where">The network.</param>
/// <param name="Measured">The numbers.</param>
/// <param name="Holds">Whether they agree; null where they cannot tell.</param>
internal sealed record Statement(string Claim, string Where, string Measured, bool? Holds)
{
    /// <summary>Whether they agree, in words.</summary>
    public string Verdict =>
        Holds switch
        {
            true => "reproduced",
            false => "not reproduced",
            null => "no value",
        };

    /// <summary>A row of the report's table.</summary>
    public string Row =>
        $"| {Claim} | {Where} | {(Holds is false ? $"**{Verdict}**" : Verdict)} | {Measured.Replace("|", "\\|", StringComparison.Ordinal)} |";
}
