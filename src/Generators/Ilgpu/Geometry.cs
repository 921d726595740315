namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>
/// Where the numbers of a product's geometry lie. A product is a gather: row m is a channel of the target, column n a
/// position of one phase of one sample, and the terms run over the channels of the source and the taps of the window.
/// Grid position i takes source position i·step + offset + t·offsetStep through tap first + t·tapStep and goes to target
/// position i·targetStep + start.
/// </summary>
internal static class Geometry
{
    // of one group, as all channels here
    public const int SourceChannels = 0;
    public const int SourceHeight = 1;
    public const int SourceWidth = 2;
    public const int TargetChannels = 3;
    public const int TargetHeight = 4;
    public const int TargetWidth = 5;
    public const int Groups = 6;
    public const int StepDown = 7;
    public const int StepAcross = 8;
    public const int TargetStepDown = 9;
    public const int TargetStepAcross = 10;

    /// <summary>Places from one target channel to the next, of weights.</summary>
    public const int WeightTarget = 11;
    public const int WeightSource = 12;
    public const int WeightGroup = 13;
    public const int KernelWidth = 14;

    /// <summary>Where phases begin, and how many numbers each has: of the way down, then of the way across.</summary>
    public const int Phases = 16;
    public const int PhaseNumbers = 14;
    public const int Across = 7;

    public const int Grid = 0;
    public const int Start = 1;
    public const int Taps = 2;
    public const int FirstTap = 3;
    public const int TapStep = 4;
    public const int Offset = 5;
    public const int OffsetStep = 6;

    /// <summary>The place in the weights of a tap, within a channel of the source.</summary>
    public static int Tap(ArrayView<int> geometry, int phase, int down, int across) =>
        (geometry[phase + FirstTap] + down * geometry[phase + TapStep]) * geometry[KernelWidth]
        + geometry[phase + Across + FirstTap]
        + across * geometry[phase + Across + TapStep];

    /// <summary>The place in the target, of one channel of one row.</summary>
    public static long Target(ArrayView<int> geometry, int phase, long channel, int down, int across) =>
        (channel * geometry[TargetHeight] + down * geometry[TargetStepDown] + geometry[phase + Start])
            * geometry[TargetWidth]
        + across * geometry[TargetStepAcross]
        + geometry[phase + Across + Start];
}

/// <summary>One term of a sum: a channel of the source and a tap.</summary>
internal struct TermPlace
{
    public int Channel;
    public int Down;
    public int Across;

    public static TermPlace At(int k, int tapsDown, int tapsAcross)
    {
        TermPlace term = default;
        int line = k / tapsAcross;
        term.Across = k - line * tapsAcross;
        term.Channel = line / tapsDown;
        term.Down = line - term.Channel * tapsDown;
        return term;
    }

    /// <summary>The term that lies <paramref name="by"/> further on, without a division.</summary>
    public static TermPlace Plus(TermPlace term, TermPlace by, int tapsDown, int tapsAcross)
    {
        term.Across += by.Across;
        if (term.Across >= tapsAcross)
        {
            term.Across -= tapsAcross;
            term.Down++;
        }
        term.Down += by.Down;
        if (term.Down >= tapsDown)
        {
            term.Down -= tapsDown;
            term.Channel++;
        }
        term.Channel += by.Channel;
        return term;
    }
}
