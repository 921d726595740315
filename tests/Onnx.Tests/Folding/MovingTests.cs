using static RuleCompiler.Onnx.Tests.Folding.Folded;

namespace RuleCompiler.Onnx.Tests.Folding;

public class MovingTests
{
    [Fact]
    public void A_slice_takes_what_numpy_takes()
    {
        Is(One("Slice", [Counting(3, 4), Whole(1, 0), Whole(3, 4), null, Whole(1, 2)]), [2, 2], 4, 6, 8, 10);
        Is(One("Slice", [Counting(5), Whole(-1), Whole(long.MinValue), Whole(0), Whole(-2)]), [3], 4, 2, 0);
        Is(One("Slice", [Counting(5), Whole(3), Whole(long.MaxValue)]), [2], 3, 4);
        Is(One("Slice", [Counting(5), Whole(9), Whole(12)]), [0], new float[0]);
        Is(One("Slice", [Counting(5)], [("starts", new long[] { 1 }), ("ends", new long[] { -1 })], 9), [3], 1, 2, 3);
    }

    [Fact]
    public void A_slice_over_everything_there_is_reads_nothing_outside()
    {
        long[] extremes = [long.MinValue, -7, -1, 0, 1, 4, 5, long.MaxValue];
        foreach (long start in extremes)
        {
            foreach (long end in extremes)
            {
                foreach (long step in (long[])[1, -1, 3, -3, long.MaxValue, -long.MaxValue])
                    Assert.NotNull(One("Slice", [Counting(5), Whole(start), Whole(end), Whole(0), Whole(step)]));
            }
        }

        Assert.Equal("it goes in steps of 0", Fails("Slice", [Counting(5), Whole(0), Whole(1), Whole(0), Whole(0)]));
    }

    [Fact]
    public void Rows_are_gathered_from_either_end()
    {
        Is(One("Gather", [Counting(3, 2), Whole(-1, 0)]), [2, 2], 4, 5, 0, 1);
        Is(One("Gather", [Counting(2, 3), new([], new long[] { 1 })], [("axis", 1L)]), [2], 1, 4);
        Assert.Equal("index 3 of an axis of 3", Fails("Gather", [Counting(3, 2), Whole(3)]));
    }

    [Fact]
    public void Axes_are_permuted_repeated_and_spread()
    {
        Is(One("Transpose", [Counting(2, 3)]), [3, 2], 0, 3, 1, 4, 2, 5);
        Is(One("Tile", [Counting(1, 2), Whole(2, 2)]), [2, 4], 0, 1, 0, 1, 0, 1, 0, 1);
        Is(One("Expand", [Counting(2, 1), Whole(1, 2, 3)]), [1, 2, 3], 0, 0, 0, 1, 1, 1);
        Assert.Contains("more than 2^28", Fails("Expand", [Counting(1), Whole(1 << 20, 1 << 20)]));
        Assert.Contains("name an axis twice", Fails("Transpose", [Counting(2, 2)], ("perm", new long[] { 0, 0 })));
    }

    [Fact]
    public void Parts_are_joined_framed_and_split()
    {
        Is(One("Concat", [Counting(2, 1), Counting(2, 2)], [("axis", -1L)]), [2, 3], 0, 0, 1, 1, 2, 3);
        Is(One("Pad", [Counting(2, 2), Whole(0, 1, 0, -1), Real(9)]), [2, 2], 9, 0, 9, 2);
        var parts = Try("Split", [Counting(5), Whole(2, 3)], outputs: 2)!;
        Is(parts[0], [2], 0, 1);
        Is(parts[1], [3], 2, 3, 4);
        Assert.Contains("cannot be joined", Fails("Concat", [Counting(2, 1), Counting(3, 1)], ("axis", 1L)));
        Assert.Contains("negative extent", Fails("Pad", [Counting(2), Whole(-3, 0)]));
        Assert.Contains("cannot be split", Fails("Split", [Counting(5), Whole(2)]));
    }

    [Fact]
    public void A_shape_is_made_of_zeros_and_one_open_axis()
    {
        Is(One("Reshape", [Counting(2, 3), Whole(0, -1)]), [2, 3], 0, 1, 2, 3, 4, 5);
        Is(One("Squeeze", [Counting(1, 2, 1), Whole(-1)]), [1, 2], 0, 1);
        Is(One("Unsqueeze", [Counting(2), Whole(0, -1)]), [1, 2, 1], 0, 1);
        Is(One("Flatten", [Counting(2, 3)], [("axis", 2L)]), [6, 1], 0, 1, 2, 3, 4, 5);
        Assert.Contains("cannot be brought to", Fails("Reshape", [Counting(2, 3), Whole(4, -1)]));
        Assert.Contains("a 0 at axis 2", Fails("Reshape", [Counting(2, 3), Whole(2, 3, 0)]));
        Assert.Contains("cannot be left out", Fails("Squeeze", [Counting(1, 2), Whole(1)]));
    }
}
