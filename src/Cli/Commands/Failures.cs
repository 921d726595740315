using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>How a run that fails ends: one line on stderr and an exit code, never a stack trace.</summary>
internal static class Failures
{
    private const string Trace = "RULEC_TRACE";

    public static int Report(Exception e)
    {
        switch (e)
        {
            case OperationCanceledException:
                Interruption.Say();
                return ToolException.Interrupted;
            case ToolException { Details: var details } tool:
                foreach (string detail in details)
                    Console.Error.WriteLine(detail);
                return Say(tool.Message, e, tool.Code);
            case WeightFileException
            or WeightMismatchException
            or OnnxUnsupportedException
            or ImageFileException
            or DeviceException:
                return Say(e.Message, e, ToolException.Failure);
            case FileNotFoundException or DirectoryNotFoundException:
                return Say($"{e.Message} Check the path.", e, ToolException.BadUse);
            case IOException or UnauthorizedAccessException:
                return Say($"{e.Message} Check the path, the disk and your permissions.", e, ToolException.Failure);
            case OutOfMemoryException:
                return Say(
                    "there is not enough memory; use a smaller --batch or another machine",
                    e,
                    ToolException.Failure
                );
            default:
                return Say(
                    $"internal error: {e.GetType().Name}: {e.Message} Please report it with the model and the command line; {Trace}=1 prints where.",
                    e,
                    ToolException.Failure
                );
        }
    }

    private static int Say(string message, Exception e, int code)
    {
        Console.Error.WriteLine($"rulec: {message.ReplaceLineEndings(" ")}");
        if (Environment.GetEnvironmentVariable(Trace) == "1")
            Console.Error.WriteLine(e);
        return code;
    }
}
