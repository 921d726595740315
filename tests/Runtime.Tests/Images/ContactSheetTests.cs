using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests;

public sealed class ContactSheetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Set RULECOMPILER_SHEET to a path to look at the sheet.</summary>
    [Fact]
    public void DigitsAndRelevancesMakeATable()
    {
        float[] input = NpzFile.Read(TestFiles.Path("digits.npz"))["input"].ToSingles();
        var random = new Random(1);
        var sheet = new ContactSheet(
            Enumerable.Range(0, 10).Select(d => $"{d}"),
            ["input", "LRP-ε", "LRP-γ 0.25", "z⁺, w²", "α2β1 (x−x)"],
            "Digits, explained: network mnist-cnn"
        );
        for (int d = 0; d < 10; d++)
        {
            float[] digit = input[(784 * d)..(784 * (d + 1))];
            sheet[0, d] = InputPicture.Render(digit, 28, 28, scale: 3);
            for (int r = 1; r < 5; r++)
            {
                float sign = r == 3 ? 0.5f : 0.2f * r;
                sheet[r, d] = Heatmap.Render(
                    [.. digit.Select(v => v * ((float)random.NextDouble() - 0.5f + sign))],
                    28,
                    28,
                    scale: 3
                );
            }
        }

        string path = Environment.GetEnvironmentVariable("RULECOMPILER_SHEET") ?? folder["sheet.png"];
        sheet.SavePng(path);
        RgbImage image = sheet.Render();
        Assert.True(image.Width > 10 * 84 && image.Height > 5 * 84);
        Assert.Equal(Rgb.White, image[0, 0]);
        Assert.True(new FileInfo(path).Length > 1000);
    }

    /// <summary>Every character of the font, each with dots of its own.</summary>
    [Fact]
    public void TheFontHasEveryCharacter()
    {
        var pictures = new HashSet<string>();
        string all = string.Concat(Enumerable.Range(33, 94).Select(c => (char)c)) + "αβγε²⁺";
        foreach (char c in all)
        {
            var sheet = new ContactSheet([$"{c}"], [""]) { [0, 0] = new RgbImage(40, 4) };
            Assert.True(pictures.Add(Convert.ToHexString(sheet.Render().Pixels)), $"{c} looks like another character");
        }
    }

    [Fact]
    public void AnEmptyTableIsAnError() => Assert.Throws<ArgumentException>(() => new ContactSheet([], ["a"]));
}
