namespace RuleCompiler.Generators.Stamps;

/// <summary>The version of the text in stamps. It grows when an older compiler could misread the text.</summary>
/// <remarks>
/// 2: a MaxPool has a dilation, which compilers that know format 1 would leave out; a network may be an imported graph.
/// 3: a composite says what relevance starts as and whether batch norms are folded, a rule may keep the bias whole;
/// older compilers would take the defaults. Carriers say what values carry of themselves, channels how they merge.
/// 4: a rule may say what a maximum carries.
/// </remarks>
internal static class StampFormat
{
    public const int Current = 4;
}
