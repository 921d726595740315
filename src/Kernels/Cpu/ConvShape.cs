namespace RuleCompiler.Kernels;

/// <summary>
/// The geometry of a linear layer: a convolution [N,Channels,Height,Width] → [N,OutChannels,OutHeight,OutWidth]
/// with weights [OutChannels, Channels/Groups, KernelHeight, KernelWidth]. A dense layer is the case in which every
/// spatial size is 1; a pool the case OutChannels = Channels = Groups.
/// </summary>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="KernelHeight">Rows of the window.</param>
/// <param name="KernelWidth">Columns of the window.</param>
/// <param name="StrideHeight">Input rows from one output row to the next.</param>
/// <param name="StrideWidth">Input columns from one output column to the next.</param>
/// <param name="PadTop">Padded rows above.</param>
/// <param name="PadLeft">Padded columns on the left.</param>
/// <param name="PadBottom">Padded rows below.</param>
/// <param name="PadRight">Padded columns on the right.</param>
/// <param name="DilationHeight">Input rows from one window row to the next.</param>
/// <param name="DilationWidth">Input columns from one window column to the next.</param>
/// <param name="Groups">Groups of channels that do not see each other.</param>
public readonly record struct ConvShape(
    int Channels,
    int Height,
    int Width,
    int OutChannels,
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
    /// <summary>Rows of the output.</summary>
    public int OutHeight => Outputs(Height + PadTop + PadBottom, KernelHeight, StrideHeight, DilationHeight);

    /// <summary>Columns of the output.</summary>
    public int OutWidth => Outputs(Width + PadLeft + PadRight, KernelWidth, StrideWidth, DilationWidth);

    /// <summary>Numbers in one sample of the input.</summary>
    public nint InputSize => (nint)Channels * Height * Width;

    /// <summary>Numbers in one sample of the output.</summary>
    public nint OutputSize => (nint)OutChannels * OutHeight * OutWidth;

    /// <summary>Numbers in the weights.</summary>
    public nint WeightSize => (nint)OutChannels * GroupChannels * KernelHeight * KernelWidth;

    /// <summary>Whether the layer is a plain matrix [OutChannels, Channels].</summary>
    public bool IsDense =>
        Height == 1
        && Width == 1
        && KernelHeight == 1
        && KernelWidth == 1
        && Groups == 1
        && PadTop == 0
        && PadLeft == 0
        && PadBottom == 0
        && PadRight == 0;

    /// <summary>Multiplications in one forward (or backward) product over one sample, borders counted as full.</summary>
    public double Multiplications => (double)OutputSize * GroupChannels * KernelHeight * KernelWidth;

    // a division costs as much as a small layer: most layers have one group, and strides of 1
    private int GroupChannels => Groups == 1 ? Channels : Channels / Groups;

    /// <summary>A dense layer with weights [<paramref name="outputs"/>, <paramref name="inputs"/>].</summary>
    public static ConvShape Dense(int inputs, int outputs) => new(inputs, 1, 1, outputs, 1, 1);

    /// <summary>Checks that the numbers describe a layer.</summary>
    /// <exception cref="ArgumentException">A size is not positive, a padding negative, a group uneven, the window larger than the padded input.</exception>
    public void Validate()
    {
        if (
            Channels < 1
            || Height < 1
            || Width < 1
            || OutChannels < 1
            || KernelHeight < 1
            || KernelWidth < 1
            || StrideHeight < 1
            || StrideWidth < 1
            || DilationHeight < 1
            || DilationWidth < 1
            || Groups < 1
        )
            throw new ArgumentException($"Sizes, strides, dilations and groups must be at least 1: {this}.");
        if (PadTop < 0 || PadLeft < 0 || PadBottom < 0 || PadRight < 0)
            throw new ArgumentException($"Paddings must not be negative: {this}.");
        if (Groups > 1 && (Channels % Groups != 0 || OutChannels % Groups != 0))
            throw new ArgumentException($"Groups must divide the channels of input and output: {this}.");
        if (OutHeight < 1 || OutWidth < 1)
            throw new ArgumentException($"The window does not fit into the padded input: {this}.");
    }

    /// <summary>
    /// The same layer in the form that is computed fastest: a window as large as the unpadded input is a dense layer,
    /// and a 1×1 window without padding and stride sees the image as one long row.
    /// </summary>
    internal ConvShape Simplified()
    {
        bool unpadded = PadTop == 0 && PadLeft == 0 && PadBottom == 0 && PadRight == 0;
        bool whole =
            KernelHeight == Height
            && KernelWidth == Width
            && (DilationHeight == 1 || KernelHeight == 1)
            && (DilationWidth == 1 || KernelWidth == 1);
        if (unpadded && whole && Groups == 1)
            return Dense(Channels * Height * Width, OutChannels);
        if (unpadded && KernelHeight == 1 && KernelWidth == 1 && StrideHeight == 1 && StrideWidth == 1)
            return this with { Height = 1, Width = Height * Width };
        return this;
    }

    private static int Outputs(int size, int kernel, int stride, int dilation)
    {
        int room = size - dilation * (kernel - 1) - 1;
        return room < 0 ? 0 : (stride == 1 ? room : room / stride) + 1;
    }
}
