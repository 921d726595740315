namespace RuleCompiler.Kernels;

/// <summary>
/// A row of inputs and a row of outputs that see each other through one row and one group of columns of the window;
/// the same in every channel.
/// </summary>
internal unsafe struct Seen
{
    /// <summary>Row of the inputs in their channel.</summary>
    public int Input;

    /// <summary>Row of the outputs in theirs.</summary>
    public int Output;

    /// <summary>Row of the window.</summary>
    public int Tap;

    /// <summary>Group of columns.</summary>
    public int Group;

    /// <summary>[Width]: the inputs' weights.</summary>
    public float* Weights;

    /// <summary>See <see cref="PoolTaps.Exists"/>.</summary>
    public float* Exists;

    /// <summary>See <see cref="PoolTaps.Bases"/>.</summary>
    public int* Bases;

    /// <summary>See <see cref="PoolTaps.Patterns"/>.</summary>
    public int* Patterns;

    /// <summary>How many float32 numbers' memory one takes.</summary>
    public static int Numbers => sizeof(Seen) / sizeof(float);
}
