namespace RuleCompiler.Kernels;

/// <summary>A row of inputs and a row of outputs that see each other through one row and group of columns of the window.</summary>
internal unsafe struct Seen
{
    /// <summary>How many float32 numbers' memory one takes.</summary>
    public static int Numbers => sizeof(Seen) / sizeof(float);

    /// <summary>Where the other row begins in its channel.</summary>
    public nint Row;

    /// <summary>[Width]: the inputs' weights.</summary>
    public float* Weights;

    /// <summary>See <see cref="PoolTaps"/>.</summary>
    public float* Exists;

    /// <summary>See <see cref="PoolTaps"/>.</summary>
    public int* Bases;

    /// <summary>See <see cref="PoolTaps"/>.</summary>
    public int* Patterns;
}
