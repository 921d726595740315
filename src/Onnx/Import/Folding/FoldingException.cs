namespace RuleCompiler.OnnxImport;

/// <summary>An operation on constants that cannot be evaluated; the message says what is wrong with it.</summary>
internal sealed class FoldingException(string message) : Exception(message);
