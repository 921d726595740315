using System.Text.RegularExpressions;

namespace RuleCompiler.Documentation.Tests;

/// <summary>A name says what a thing is; these say nothing.</summary>
public sealed partial class NamingTests
{
    [Fact]
    public void No_file_is_called_after_nothing() =>
        Assert.DoesNotContain(Pages.Below("src", "*"), file => Empty().IsMatch(Path.GetFileNameWithoutExtension(file)));

    [Fact]
    public void No_type_is_called_after_nothing() =>
        Assert.Empty(
            from file in Pages.Below("src", "*.cs")
            from Match match in Type().Matches(Pages.Read(file))
            where Empty().IsMatch(match.Groups["name"].Value)
            select $"{file}: {match.Groups["name"].Value}"
        );

    [GeneratedRegex("Helper|Utils?(?![a-z])|Manager")]
    private static partial Regex Empty();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Type();
}
