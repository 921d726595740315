using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>Where an element stands, in every array that a policy may read at it.</summary>
/// <param name="Full">Into an array [N·columns, C, length].</param>
/// <param name="Sample">Into an array [N, C, length]: all columns of a sample read the same element.</param>
/// <param name="Position">Into an array [C, length]: all samples read the same element.</param>
/// <param name="Channel">The channel; of the first element, where lanes span channels (a dense layer).</param>
/// <param name="SampleNumber">The sample, 0 … N − 1.</param>
/// <param name="Row">The row n of Full, 0 … N·columns − 1.</param>
public readonly record struct Index(nint Full, nint Sample, nint Position, int Channel, int SampleNumber, int Row)
{
    /// <summary>The element at <paramref name="position"/> of [C, length], of one row.</summary>
    internal static Index At(int row, int columns, nint size, nint position, int channel)
    {
        int sample = columns == 1 ? row : row / columns;
        return new Index(row * size + position, sample * size + position, position, channel, sample, row);
    }

    /// <summary>The first element of a channel, counted through all rows; a channel has <paramref name="length"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Index OfChannel(int channelOfAll, int channels, nint length, int columns)
    {
        (int row, int channel) = Math.DivRem(channelOfAll, channels);
        return At(row, columns, length * channels, channel * length, channel);
    }

    /// <summary>The element <paramref name="distance"/> further on, in the same channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Index Plus(nint distance) =>
        new(Full + distance, Sample + distance, Position + distance, Channel, SampleNumber, Row);
}
