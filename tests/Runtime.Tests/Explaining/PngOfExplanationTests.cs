using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>SavePng writes the whole picture or nothing.</summary>
public sealed class PngOfExplanationTests : IDisposable
{
    private readonly SmallPlus explainer = new(Tensors());
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        explainer.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void It_is_a_png_of_the_input_s_size()
    {
        explainer.Explain(Sample(0), 0).SavePng(folder["r.png"], scale: 3);
        byte[] png = File.ReadAllBytes(folder["r.png"]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal([0, 0, 0, 7 * 3, 0, 0, 0, 9 * 3], png[16..24]); // IHDR: width, height
        Assert.Equal(["r.png"], folder.Files);
    }

    [Fact]
    public void Relevance_without_a_colour_leaves_the_old_file()
    {
        using SmallLrp0 divides = new(Tensors());
        folder.Write("r.png", [1, 2, 3]);
        float[] infinite = [3e38f, 3e38f, 3e38f, 3e38f]; // sums of it overflow
        Explanation e = divides.Explain(Sample(0), infinite);
        Assert.Contains(e.Relevance, r => !float.IsFinite(r));
        var thrown = Assert.Throws<InvalidOperationException>(() => e.SavePng(folder["r.png"]));
        Assert.Matches(
            "^The relevance holds (NaN|-?Infinity) at index [0-9]+, which has no colour; look for a rule",
            thrown.Message
        );
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["r.png"]));
        Assert.Equal(["r.png"], folder.Files);
    }

    [Fact]
    public void A_missing_folder_and_a_scale_of_zero_are_refused()
    {
        Explanation e = explainer.Explain(Sample(0), 0);
        Assert.ThrowsAny<IOException>(() => e.SavePng(folder["missing/r.png"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => e.SavePng(folder["r.png"], scale: 0));
        Assert.Empty(folder.Files);
    }
}
