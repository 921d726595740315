using RuleCompiler.Cli.Caching;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>
/// The pages' pictures are what rulec computes. All squares are drawn; only the digits' are compared, which takes a tenth
/// of the time.
/// </summary>
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

    public static TheoryData<string> Names => [.. Explaining.Select(s => s.Name)];

    private static IEnumerable<PageSubject> Explaining => PageSubject.All.Where(s => !s.Carries);

    [Fact]
    public void The_inputs() => WriteOrCompare(PageStrip.Inputs, PageStrip.OfInputs());

    [Theory]
    [MemberData(nameof(Names))]
    public void An_explanation(string name)
    {
        PageSubject subject = PageSubject.Of(name);
        WriteOrCompare(
            subject.Picture,
            PageStrip.Of(
                subject,
                PictureInput.All.Where(input => Rewriting.IsAsked || input.Network == PageNetworks.Digits)
            )
        );
    }

    [Fact]
    public void No_picture_is_left_over() =>
        Assert.Equal(
            Explaining.Select(s => s.Picture).Append(PageStrip.Inputs).Order(StringComparer.Ordinal),
            Pages.Below("docs/rules/pictures", "*")
        );

    /// <param name="file">The picture's file.</param>
    /// <param name="image">All of the picture, or its left part where it is to be compared.</param>
    private static void WriteOrCompare(string file, RgbImage image)
    {
        string path = Path.Combine(Repository.Root, file);
        if (Rewriting.IsAsked)
            image.SavePng(path);
        Assert.True(File.Exists(path), $"{file} is missing; {Rewriting.Command} draws it.");
        RgbImage there = RgbImage.Load(path);
        Assert.Equal(PageStrip.OfInputs().Width, there.Width);
        Assert.Equal(image.Height, there.Height);
        RgbImage left = new(image.Width, image.Height);
        left.Draw(there, 0, 0);
        double difference = left.Pixels.Zip(image.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.True(
            difference <= Tolerance,
            $"{file} differs from what is computed by {difference:F2} of 255; {Rewriting.Command} draws it anew."
        );
    }
}
