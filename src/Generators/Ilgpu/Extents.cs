namespace RuleCompiler.Generated.Ilgpu;

using global::RuleCompiler.Kernels;
using global::System.Collections.Generic;

/// <summary>What a launch is cut by, of the numbers of a geometry.</summary>
internal readonly struct Extents
{
    public Extents(ProductGeometry geometry)
    {
        IReadOnlyList<int> numbers = geometry.Numbers;
        int down = Geometry.Phases,
            across = down + Geometry.Across;
        TargetChannels = numbers[Geometry.TargetChannels];
        Positions = numbers[down + Geometry.Grid] * numbers[across + Geometry.Grid];
        Parts = numbers[Geometry.Groups] * ((numbers.Count - Geometry.Phases) / Geometry.PhaseNumbers);
        IsDense =
            Parts == 1
            && numbers[Geometry.KernelWidth] == 1
            && numbers[down + Geometry.Taps] * numbers[across + Geometry.Taps] == 1
            && numbers[Geometry.SourceHeight] * numbers[Geometry.SourceWidth] == 1
            && numbers[Geometry.TargetHeight] * numbers[Geometry.TargetWidth] == 1;
    }

    public int TargetChannels { get; }

    /// <summary>Positions of the first phase, which is the largest.</summary>
    public int Positions { get; }

    /// <summary>Phases times groups of channels.</summary>
    public int Parts { get; }

    /// <summary>Whether it is a plain matrix [outputs, inputs].</summary>
    public bool IsDense { get; }
}
