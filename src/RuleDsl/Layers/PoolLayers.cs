namespace RuleCompiler;

/// <summary>The maximum over windows, [N,C,H,W] → [N,C,OH,OW]. Padding never wins; ties go to the first in scan order.</summary>
/// <param name="Kernel">The window's size.</param>
/// <param name="Stride">The step between windows; the window's size unless given.</param>
/// <param name="Pad">Rows and columns around the image.</param>
/// <param name="Dilation">The step between a window's pixels; 1 unless given.</param>
public sealed record MaxPool(Size Kernel, Size? Stride = null, Padding Pad = default, Size Dilation = default) : Layer;

/// <summary>The mean over windows, [N,C,H,W] → [N,C,OH,OW].</summary>
/// <param name="Kernel">The window's size.</param>
/// <param name="Stride">The step between windows; the window's size unless given.</param>
/// <param name="Pad">Zeros around the image.</param>
/// <param name="CountIncludePad">Whether padding counts in the divisor.</param>
public sealed record AvgPool(Size Kernel, Size? Stride = null, Padding Pad = default, bool CountIncludePad = false)
    : Layer;

/// <summary>The mean over the whole image, [N,C,H,W] → [N,C,1,1].</summary>
public sealed record GlobalAvgPool : Layer;
