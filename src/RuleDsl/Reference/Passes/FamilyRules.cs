namespace RuleCompiler.Reference;

/// <summary>The rules of layers that a composite does not name.</summary>
internal static class FamilyRules
{
    public static Rule Of(Defaults family, Layer layer) =>
        (family, layer) switch
        {
            (Defaults.Gradient, _) => new Gradient(),
            (_, ReLU) => new Pass(),
            (_, Dense or Conv2d) => new Epsilon(),
            (_, MaxPool) => new WinnerTakesAll(),
            _ => new Norm(),
        };
}
