namespace RuleCompiler;

/// <summary>An array of bytes of an IDX file, as MNIST's images [N,H,W] and labels [N] are.</summary>
public sealed class IdxArray
{
    internal IdxArray(int[] shape, byte[] bytes)
    {
        Shape = shape;
        Bytes = bytes;
    }

    /// <summary>The length of every axis, outermost first.</summary>
    public int[] Shape { get; }

    /// <summary>The elements, in C order.</summary>
    public byte[] Bytes { get; }

    /// <summary>The elements times a factor; by default a picture's 0 … 255 become 0 … 1.</summary>
    public float[] ToSingles(float factor = 1f / 255) => Array.ConvertAll(Bytes, b => b * factor);
}
