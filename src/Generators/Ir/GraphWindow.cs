namespace RuleCompiler.Generators.Ir;

/// <summary>A window that moves over an image: kernel, step, padding in pixels; groups of channels.</summary>
internal sealed record WindowModel(
    int KernelHeight,
    int KernelWidth,
    int StrideHeight = 1,
    int StrideWidth = 1,
    int PadTop = 0,
    int PadLeft = 0,
    int PadBottom = 0,
    int PadRight = 0,
    int DilationHeight = 1,
    int DilationWidth = 1,
    int Groups = 1
)
{
    /// <summary>Rows from the first to the last tap.</summary>
    public int SpanHeight => (DilationHeight * (KernelHeight - 1)) + 1;

    /// <summary>Columns from the first to the last tap.</summary>
    public int SpanWidth => (DilationWidth * (KernelWidth - 1)) + 1;
}
