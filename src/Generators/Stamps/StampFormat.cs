namespace RuleCompiler.Generators.Stamps;

/// <summary>The version of the text in stamps. It grows when an older compiler could misread the text.</summary>
internal static class StampFormat
{
    public const int Current = 1;
}
