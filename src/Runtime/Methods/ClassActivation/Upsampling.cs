namespace RuleCompiler;

/// <summary>How a map is brought to a larger size.</summary>
public enum Upsampling
{
    /// <summary>
    /// Between the four nearest places, whose centres lie at half places and whose borders are continued (PyTorch's
    /// <c>bilinear</c> with <c>align_corners=False</c>): the paper's.
    /// </summary>
    Bilinear,

    /// <summary>⌊i·old/new⌋ (PyTorch's <c>nearest</c>): the default of Captum's <c>LayerAttribution.interpolate</c>.</summary>
    Nearest,
}
