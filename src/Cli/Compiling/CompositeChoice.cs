namespace RuleCompiler.Cli.Compiling;

/// <summary>The composite of an explainer: its C# type, and its declaration where it is not declared elsewhere.</summary>
internal sealed record CompositeChoice(string TypeName, string Declaration);
