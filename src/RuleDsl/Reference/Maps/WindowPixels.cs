namespace RuleCompiler.Reference;

/// <summary>A pixel of the input image that a window covers.</summary>
/// <param name="Tap">The place within the window, in scan order.</param>
/// <param name="Pixel">The place within the image, in scan order.</param>
internal readonly record struct WindowPixel(int Tap, int Pixel);

/// <summary>Which pixels of the image each window covers; padded positions are left out.</summary>
internal static class WindowPixels
{
    /// <summary>The covered pixels per output position, in scan order.</summary>
    public static WindowPixel[][] Of(int[] input, int[] output, Size kernel, Size stride, Padding pad, Size dilation)
    {
        var windows = new WindowPixel[output[1] * output[2]][];
        for (int oy = 0; oy < output[1]; oy++)
        {
            for (int ox = 0; ox < output[2]; ox++)
            {
                var covered = new List<WindowPixel>();
                for (int ky = 0; ky < kernel.Height; ky++)
                {
                    for (int kx = 0; kx < kernel.Width; kx++)
                    {
                        int y = oy * stride.Height - pad.Top + ky * dilation.Height;
                        int x = ox * stride.Width - pad.Left + kx * dilation.Width;
                        if (y >= 0 && y < input[1] && x >= 0 && x < input[2])
                            covered.Add(new WindowPixel(ky * kernel.Width + kx, y * input[2] + x));
                    }
                }

                windows[oy * output[2] + ox] = [.. covered];
            }
        }

        return windows;
    }
}
