namespace RuleCompiler.Documentation.Tests;

/// <summary>Where the pages point to.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Written =>
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", .. Pages.Below("docs", "*.md")];

    [Theory]
    [MemberData(nameof(Written))]
    public void Point_to_files_that_exist(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Assert.DoesNotContain(
            Markdown.RelativeLinks(Pages.Read(page)),
            target => !Path.Exists(Path.Combine(folder, target))
        );
    }

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        string[] linked = [.. Markdown.RelativeLinks(Pages.Read("docs/adr/README.md"))];
        string[] pages = [.. Pages.Below("docs/adr", "0*.md").Select(page => Path.GetFileName(page)!)];
        Assert.NotEmpty(pages);
        Assert.Equal(pages, linked.Where(link => link.StartsWith('0')));
    }
}
