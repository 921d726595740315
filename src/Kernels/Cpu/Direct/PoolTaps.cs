namespace RuleCompiler.Kernels;

/// <summary>
/// Who meets whom along a row of a pool. Column t of the window of output x lies at input x·stride + t·dilation − pad.
/// Lanes run along inputs, so that they read and write neighbours whatever the stride; the window's columns fall
/// into groups in which every input sees at most one output: as many columns as the stride — so that windows that do
/// not overlap are one group — or, dilated, one by one.
/// </summary>
internal readonly unsafe struct PoolTaps
{
    /// <summary>As the tap of inputs that see no output in a group.</summary>
    public const float None = -(1 << 24);

    private readonly int width,
        lanes;
    private readonly float* taps;
    private readonly float* exists;
    private readonly int* columns;
    private readonly int* bases;
    private readonly int* patterns;

    /// <summary>Lays the tables of rows of a shape out at <paramref name="memory"/>, which moves on.</summary>
    public PoolTaps(in ConvShape shape, int lanes, ref float* memory)
    {
        (width, this.lanes) = (shape.Width, lanes);
        Groups = GroupsOf(shape);
        taps = memory;
        exists = taps + (nint)Groups * width;
        columns = (int*)(exists + (nint)Groups * width);
        bases = columns + (nint)Groups * width;
        patterns = bases + (nint)Groups * Vectors;
        memory = (float*)(patterns + (nint)Groups * Vectors * lanes);
        for (int group = 0; group < Groups; group++)
        {
            Meet(shape, group);
            Arrange(shape.OutWidth, group);
        }
    }

    /// <summary>How many groups there are.</summary>
    public int Groups { get; }

    /// <summary>How many registers cover a row; the last may repeat some of the numbers of the one before.</summary>
    public int Vectors => (width + lanes - 1) / lanes;

    /// <summary>How many numbers the tables take.</summary>
    public static nint Size(in ConvShape shape, int lanes) =>
        (nint)GroupsOf(shape) * (3 * shape.Width + (shape.Width + lanes - 1) / lanes * (1 + lanes));

    /// <summary>How many groups a shape has.</summary>
    public static int GroupsOf(in ConvShape shape) => GroupOf(shape, shape.KernelWidth - 1) + 1;

    /// <summary>In which group a column of the window is.</summary>
    public static int GroupOf(in ConvShape shape, int tap) => tap / PerGroup(shape);

    /// <summary>[Width]: the column of the window that each input is to the output it sees.</summary>
    public float* Taps(int group) => taps + (nint)group * width;

    /// <summary>[Width]: a mask of the inputs that see an output.</summary>
    public float* Exists(int group) => exists + (nint)group * width;

    /// <summary>[Width]: the outputs that inputs see; where there is none, any.</summary>
    public int* Columns(int group) => columns + (nint)group * width;

    /// <summary>[Vectors]: where the outputs that a register sees begin.</summary>
    public int* Bases(int group) => bases + (nint)group * Vectors;

    /// <summary>[Vectors, lanes]: how far after that each lane's output lies.</summary>
    public int* Patterns(int group) => patterns + (nint)group * Vectors * lanes;

    /// <summary>The input of the first lane of a register.</summary>
    public int First(int vector) => Math.Min(vector * lanes, width - lanes);

    private static int PerGroup(in ConvShape shape) => shape.DilationWidth == 1 ? shape.StrideWidth : 1;

    private void Meet(in ConvShape shape, int group)
    {
        float* tap = Taps(group);
        float* mask = Exists(group);
        int* column = Columns(group);
        new Span<float>(tap, width).Fill(None);
        new Span<float>(mask, width).Clear();
        int perGroup = PerGroup(shape);
        int last = Math.Min((group + 1) * perGroup, shape.KernelWidth);
        for (int t = group * perGroup; t < last; t++)
        {
            int i = t * shape.DilationWidth - shape.PadLeft;
            for (int x = 0; x < shape.OutWidth && i < width; x++, i += shape.StrideWidth)
            {
                if (i >= 0)
                    (tap[i], mask[i], column[i]) = (t, BitConverter.Int32BitsToSingle(-1), x);
            }
        }
        FillGaps(tap, column);
    }

    /// <summary>Inputs that see no output read their neighbour's: the columns stay in order.</summary>
    private void FillGaps(float* tap, int* column)
    {
        int i = 0;
        while (i < width && tap[i] == None)
            i++;
        int near = i < width ? column[i] : 0;
        for (i = 0; i < width; i++)
        {
            if (tap[i] == None)
                column[i] = near;
            near = column[i];
        }
    }

    /// <summary>Within a register columns lie less than its lanes apart: they grow by at most 1 from input to input.</summary>
    private void Arrange(int outputs, int group)
    {
        int* pattern = Patterns(group);
        for (int v = 0; v < Vectors; v++)
        {
            int* column = Columns(group) + First(v);
            int start = Math.Max(0, Math.Min(*column, outputs - lanes)); // the register loaded stays in its row
            Bases(group)[v] = start;
            for (int l = 0; l < lanes; l++)
                *pattern++ = column[l] - start;
        }
    }
}
