namespace RuleCompiler.Cli.Terminal;

/// <summary>What rulec cannot do, as the one line that is printed: what, where, what to do.</summary>
internal sealed class ToolException(
    string message,
    int code,
    IReadOnlyList<string>? details = null,
    Exception? inner = null
) : Exception(message, inner)
{
    public const int Failure = 1;
    public const int BadUse = 2;
    public const int Interrupted = 130;

    /// <summary>The process' exit code.</summary>
    public int Code { get; } = code;

    /// <summary>Lines printed before the message, such as a compiler's diagnostics.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];

    /// <summary>The command line asks for something that is not there or makes no sense: exit code 2.</summary>
    public static ToolException Use(string message) => new(message, BadUse);

    /// <summary>A file or computation failed: exit code 1.</summary>
    public static ToolException Failed(string message, Exception? inner = null) => new(message, Failure, null, inner);
}
