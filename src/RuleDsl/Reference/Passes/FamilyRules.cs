namespace RuleCompiler.Reference;

/// <summary>The rules of layers that a composite does not name.</summary>
internal static class FamilyRules
{
    public static Rule Of(Defaults family, Layer layer) =>
        (family, layer) switch
        {
            (Defaults.Gradient, _) => new Gradient(),
            (_, Activation) => new Pass(),
            (_, Dense or Conv2d) => new Epsilon(),
            (_, MaxPool) => new WinnerTakesAll(),
            (_, Multiply) => new SignalTakesAll(),
            (_, Rearrange or Concat) => new Gradient(), // relevance goes where the value came from
            _ => new Norm(),
        };
}
