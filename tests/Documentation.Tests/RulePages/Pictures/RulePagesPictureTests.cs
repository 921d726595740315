using RuleCompiler.Cli.Caching;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>The pages' pictures are what rulec computes.</summary>
public sealed class RulePagesPictureTests
{
    /// <summary>Half a step of the 255 that a colour has: rounding turns single pixels by one step.</summary>
    private const double Tolerance = 0.5;

    // plans survive from run to run; what they depend on is in their keys
    static RulePagesPictureTests() =>
        Environment.SetEnvironmentVariable(
            PlanCache.Variable,
            Environment.GetEnvironmentVariable(PlanCache.Variable) ?? Path.Combine(AppContext.BaseDirectory, "plans")
        );

    public static TheoryData<string> Names => [.. PageSubject.All.Select(s => s.Name)];

    [Fact]
    public void The_inputs() => WriteOrCompare(PageStrip.Inputs, PageStrip.OfInputs());

    [Theory]
    [MemberData(nameof(Names))]
    public void An_explanation(string name)
    {
        PageSubject subject = PageSubject.Of(name);
        WriteOrCompare(subject.Picture, PageStrip.Of(subject));
    }

    [Fact]
    public void No_picture_is_left_over() =>
        Assert.Equal(
            PageSubject.All.Select(s => s.Picture).Append(PageStrip.Inputs).Order(StringComparer.Ordinal),
            Pages.Below("docs/rules/pictures", "*")
        );

    private static void WriteOrCompare(string file, RgbImage image)
    {
        string path = Path.Combine(Repository.Root, file);
        if (Rewriting.IsAsked)
            image.SavePng(path);
        Assert.True(File.Exists(path), $"{file} is missing; {Rewriting.Command} draws it.");
        RgbImage there = RgbImage.Load(path);
        Assert.Equal((there.Width, there.Height), (image.Width, image.Height));
        double difference = there.Pixels.Zip(image.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.True(
            difference <= Tolerance,
            $"{file} differs from what is computed by {difference:F2} of 255; {Rewriting.Command} draws it anew."
        );
    }
}
