namespace RuleCompiler.Reference;

/// <summary>Which rules read, on the way down, what was carried up.</summary>
internal static class CarrierUse
{
    private static readonly string[] Carried = ["a", "x", "y"];

    /// <summary>Whether a rule's formulas of the way down read a carrier.</summary>
    public static bool ReadsCarrier(RuleSite site) => Members(site).Any();

    /// <summary>Refuses a rule that reads a carrier where none arrives, or one column of many.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    public static void Check(RuleSite site, LayerSample sample)
    {
        foreach (string name in Members(site))
        {
            bool arrives =
                name[0] == 'y'
                    ? sample.CarrierOutput is not null
                    : sample.CarrierInputs.Length > 0 && !sample.CarrierInputs.Contains(null);
            if (!arrives)
            {
                throw new InvalidOperationException(
                    $"The rule '{site.RuleName}' at layer '{site.LayerName}' reads the carrier '{name}', which does not "
                        + "reach the layer; give InterpreterOptions.Carrier and the layers below rules with a Forward."
                );
            }

            if (site.Body.Carrier!.Columns[int.Parse(name.AsSpan(2))])
            {
                throw new InvalidOperationException(
                    $"The rule '{site.RuleName}' at layer '{site.LayerName}' reads the carrier '{name}', which has "
                        + "columns; formulas of the way down can only read members without columns."
                );
            }
        }
    }

    private static IEnumerable<string> Members(RuleSite site) =>
        site.Body.Carrier is null
            ? []
            : site
                .Body.Downward(linear: site.Node.Layer is not Activation)
                .SelectMany(formula => formula.AllOperands())
                .Where(name => Array.Exists(Carried, c => name.StartsWith($"{c}.", StringComparison.Ordinal)));
}
