namespace RuleCompiler;

/// <summary>A sound ONNX model says something that this compiler does not translate.</summary>
public sealed class OnnxUnsupportedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The model's file.</param>
    /// <param name="problem">Which node, what is not supported, and what to do.</param>
    public OnnxUnsupportedException(string file, string problem)
        : base($"{file}: {problem}")
    {
        File = file;
        Problem = problem;
    }

    /// <summary>The model's file.</summary>
    public string File { get; }

    /// <summary>Which node, what is not supported, and what to do: the message without the file.</summary>
    public string Problem { get; }
}
