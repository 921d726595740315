using System.Text.Json;
using RuleCompiler.Laboratory.Pages;
using RuleCompiler.Laboratory.Tests.Pages.Chromium;

namespace RuleCompiler.Laboratory.Tests.Pages;

/// <summary>What a reader sees of a page, in headless Chromium.</summary>
public sealed class PageInBrowserTests : IClassFixture<Browser>, IDisposable
{
    private readonly Browser browser;
    private readonly string folder = Directory.CreateTempSubdirectory("rulec-page-").FullName;

    public PageInBrowserTests(Browser browser) => this.browser = browser;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [BrowserTheory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Loads_in_silence_fits_and_shows_curves(int width, bool dark)
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page), width, dark: dark);

        Assert.Equal(width, (await tab.Evaluate("document.documentElement.scrollWidth")).GetInt32());
        Assert.Equal(
            "[3,3]",
            (
                await tab.Evaluate(
                    "JSON.stringify([document.querySelectorAll('.chart').length, document.querySelectorAll('.drawn .u-over').length])"
                )
            ).GetString()
        );
        Assert.All(await Curves(tab), count => Assert.True(count > 100, $"{count} pixels of a curve's colour"));
        Assert.Equal("none", await Style(tab, ".static", "display"));
        await Keep(tab, $"{width}-{(dark ? "dark" : "light")}");
        Assert.Empty(tab.Complaints);
        Assert.Single(tab.Requests);
    }

    [BrowserFact]
    public async Task Pointing_at_a_curve_shows_its_value()
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page));
        await PointAt(tab, layer: 5);

        string tip = (await tab.Evaluate("document.getElementById('tip').innerText")).GetString()!;
        string[] lines = tip.Split('\n');
        string method = Assert.Single(SampleStudy.Methods, m => lines[0] == $"{m.Name}, {SampleStudy.Layers[5]}").Name;
        Assert.False((await tab.Evaluate("document.getElementById('tip').hidden")).GetBoolean());
        Assert.Equal(SampleStudy.Layers[5], await Text(tab, ".legend .where"));
        Assert.Equal(method, await Text(tab, ".legend .near .method"));
        Assert.Equal(lines[1], await Text(tab, ".legend .near .value"));
        Assert.Contains(" to ", lines[2]);
        await Keep(tab, "pointed-at");

        // another layer, another value; and away from the chart the last layer's again
        await PointAt(tab, layer: 12);
        Assert.Equal(SampleStudy.Layers[12], await Text(tab, ".legend .where"));
        await tab.Point(2, 2);
        Assert.True((await tab.Evaluate("document.getElementById('tip').hidden")).GetBoolean());
        Assert.Equal("input", await Text(tab, ".legend .where"));
        Assert.Empty(tab.Complaints);
    }

    [BrowserFact]
    public async Task Pointing_at_a_bar_or_a_sign_shows_what_it_is()
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page));
        (string, string)[] expected =
        [
            (".panel [data-tip]:last-of-type", " of 2000)"),
            (".findings td[data-tip]", "no entry is negative"),
        ];
        foreach ((string at, string says) in expected)
        {
            await PointAt(tab, at);
            Assert.Contains(says, await Text(tab, "#tip b"));
            Assert.False((await tab.Evaluate("document.getElementById('tip').hidden")).GetBoolean());
        }
    }

    [BrowserFact]
    public async Task The_legend_takes_curves_away_and_brings_bands_when_few_are_left()
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page));
        int[] before = await Curves(tab);
        await tab.Evaluate("document.querySelector('[data-series=\"8\"]').click()");
        int[] after = await Curves(tab);
        Assert.True(after[0] < before[0], $"{before[0]} pixels of the first chart were drawn, then {after[0]}");

        await tab.Evaluate("for (const i of [0, 1, 2]) document.querySelector(`[data-series=\"${i}\"]`).click()");
        int five = (await Painted(tab))[0];
        await tab.Evaluate("document.querySelector('[data-series=\"3\"]').click()");
        int four = (await Painted(tab))[0];
        Assert.True(four > five, $"{five} pixels painted with five curves, {four} with four and their bands");
        Assert.Empty(tab.Complaints);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Without_script_pictures_and_curves_are_there(int width)
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page), width, script: false);

        Assert.Equal("block", await Style(tab, ".static", "display"));
        Assert.Equal(
            27,
            (
                await tab.Evaluate("[...document.images].filter(i => i.complete && i.naturalWidth === 28).length")
            ).GetInt32()
        );
        Assert.Equal(width, (await tab.Evaluate("document.documentElement.scrollWidth")).GetInt32());
        Assert.True(
            (await tab.Evaluate("document.querySelector('.static .curve').getTotalLength()")).GetDouble() > 300
        );
        await Keep(tab, $"{width}-without-script");
        Assert.Empty(tab.Requests.Skip(1));
    }

    [BrowserFact]
    public async Task Prints_its_charts_dark_on_white()
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page), dark: true);
        await tab.Media("print", dark: true);

        Assert.Equal("block", await Style(tab, ".static", "display"));
        Assert.Equal("none", await Style(tab, ".live", "display"));
        Assert.Equal("rgb(255, 255, 255)", await Style(tab, "body", "backgroundColor"));
        Assert.Equal("rgb(27, 30, 38)", await Style(tab, "body", "color"));
        byte[] pdf = await tab.Print();
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 8));
        if (Kept is { } kept)
            File.WriteAllBytes(Path.Combine(kept, "page.pdf"), pdf);
    }

    [BrowserFact]
    public async Task Text_that_looks_like_markup_stays_text()
    {
        const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
        var chart = new LineChart(Hostile, [Hostile, "input"], [new(Hostile, [0.5, 0.1])]) { ValueTitle = Hostile };
        await using Tab tab = await browser.Open(Write(new StudyPage(Hostile, [chart])));

        Assert.Equal(Hostile, await Text(tab, "h1"));
        Assert.Equal(Hostile, await Text(tab, ".legend .method"));
        Assert.Equal(2, (await tab.Evaluate("document.scripts.length")).GetInt32());
        Assert.Equal(0, (await tab.Evaluate("document.images.length")).GetInt32());
        Assert.Empty(tab.Complaints);
    }

    [BrowserTheory]
    [InlineData(1, 1)]
    [InlineData(20, 54)]
    public async Task Few_and_many_methods_and_layers_fit(int methods, int layers)
    {
        LineSeries[] series =
        [
            .. Enumerable
                .Range(0, methods)
                .Select(m => new LineSeries(
                    $"method {m} of a composite with a rather long name",
                    [.. Enumerable.Range(0, layers).Select(k => Math.Pow(10, -0.3 * k * m / methods))]
                )),
        ];
        var chart = new LineChart(
            "Many",
            [.. Enumerable.Range(0, layers).Select(k => $"model.layer{k}.residual_block.convolution.weight_{k}")],
            series
        )
        {
            Scale = ValueScale.Logarithmic,
        };
        await using Tab tab = await browser.Open(Write(new StudyPage("Many", [chart])), 390);

        Assert.Equal(390, (await tab.Evaluate("document.documentElement.scrollWidth")).GetInt32());
        Assert.All(await Curves(tab), count => Assert.True(count > 3, $"{count} pixels"));
        await Keep(tab, $"many-{methods}");
        Assert.Empty(tab.Complaints);
    }

    [BrowserFact]
    public async Task A_value_with_gaps_around_it_is_seen_even_where_dots_are_left_away()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(k => k == 30 ? 0.1 : double.NaN)];
        var chart = new LineChart("Alone", [.. values.Select((_, k) => $"layer{k}")], [new("m", values)]);
        await using Tab tab = await browser.Open(Write(new StudyPage("Alone", [chart])), 390);

        Assert.InRange(Assert.Single(await Curves(tab)), 5, 60);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task What_has_a_position_is_pointed_at_there(int width)
    {
        var chart = new LineChart("C", ["0 %", "2 %", "5 %", "50 %", "100 %"], [new("m", [4, 3, 2, 1, 0.5])])
        {
            Positions = [0, 0.02, 0.05, 0.5, 1],
        };
        await using Tab tab = await browser.Open(Write(new StudyPage("P", [chart])), width);

        Assert.Equal(width, (await tab.Evaluate("document.documentElement.scrollWidth")).GetInt32());
        Assert.True(Assert.Single(await Curves(tab)) > 100);
        await PointAt(tab, ".chart .u-over", 0.5);
        Assert.Equal("50 %", await Text(tab, ".legend .where"));
        await PointAt(tab, ".chart .u-over", 0.045);
        Assert.Equal("5 %", await Text(tab, ".legend .where"));
        await Keep(tab, $"positions-{width}");
        Assert.Empty(tab.Complaints);
    }

    [BrowserFact]
    public async Task Charts_follow_the_window_and_the_colours_of_the_screen()
    {
        await using Tab tab = await browser.Open(Write(SampleStudy.Page), 1280);
        await tab.Resize(390);
        await tab.Frames();
        Assert.Equal(390, (await tab.Evaluate("document.documentElement.scrollWidth")).GetInt32());
        Assert.InRange((await tab.Evaluate("document.querySelector('.live canvas').width")).GetInt32(), 300, 390);

        // the darkest colours are on the light page alone
        const string Darkest = "a > 200 && r + g + b < 300 && Math.max(r, g, b) - Math.min(r, g, b) > 40";
        int dark = (await Pixels(tab, Darkest))[0];
        await tab.Media("screen", dark: true);
        await tab.Frames();
        Assert.True((await Pixels(tab, Darkest))[0] < dark / 2);
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Where pictures of the pages are kept to be looked at, if a variable says so.</summary>
    private static string? Kept => Environment.GetEnvironmentVariable("RULEC_SCREENSHOTS");

    private static async Task Keep(Tab tab, string name)
    {
        if (Kept is { } kept)
            await File.WriteAllBytesAsync(Path.Combine(kept, $"{name}.png"), await tab.Screenshot());
    }

    private string Write(StudyPage page)
    {
        string path = Path.Combine(folder, "page.html");
        page.Save(path);
        return path;
    }

    /// <summary>Points at a layer of the first chart, half way up.</summary>
    private static Task PointAt(Tab tab, int layer) =>
        PointAt(tab, ".chart .u-over", layer / (SampleStudy.Layers.Length - 1.0));

    /// <summary>Points at an element, after it has been scrolled to and the scrolling was told to the page.</summary>
    private static async Task PointAt(Tab tab, string selector, double across = 0.5)
    {
        await tab.Evaluate(
            $"document.querySelector('{selector}').scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        );
        await tab.Frames();
        JsonElement box = await tab.Evaluate($"document.querySelector('{selector}').getBoundingClientRect().toJSON()");
        double Of(string side) => box.GetProperty(side).GetDouble();
        await tab.Point(Of("left") + (Of("width") * across), Of("top") + (Of("height") / 2));
    }

    /// <summary>For each canvas, how many pixels are coloured: curves, for everything else on it is grey.</summary>
    private static Task<int[]> Curves(Tab tab) => Pixels(tab, "a > 200 && Math.max(r, g, b) - Math.min(r, g, b) > 40");

    /// <summary>For each canvas, how many pixels are painted at all.</summary>
    private static Task<int[]> Painted(Tab tab) => Pixels(tab, "a > 0");

    private static async Task<int[]> Pixels(Tab tab, string counted)
    {
        await tab.Frames();
        JsonElement counts = await tab.Evaluate(
            $$"""
            [...document.querySelectorAll('.live canvas')].map(canvas => {
              // read from a copy: Chromium warns of a canvas that is read more than once
              const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
              copy.drawImage(canvas, 0, 0);
              const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
              let count = 0;
              for (let i = 0; i < data.length; i += 4) {
                const r = data[i], g = data[i + 1], b = data[i + 2], a = data[i + 3];
                if ({{counted}}) count++;
              }
              return count;
            })
            """
        );
        int[] all = [.. counts.EnumerateArray().Select(c => c.GetInt32())];
        Assert.NotEmpty(all);
        return all;
    }

    private static async Task<string> Text(Tab tab, string selector) =>
        (await tab.Evaluate($"document.querySelector('{selector}').textContent")).GetString()!;

    private static async Task<string> Style(Tab tab, string selector, string property) =>
        (await tab.Evaluate($"getComputedStyle(document.querySelector('{selector}')).{property}")).GetString()!;
}
