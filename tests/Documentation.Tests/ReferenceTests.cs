using System.Reflection;
using System.Text.RegularExpressions;

namespace RuleCompiler.Documentation.Tests;

/// <summary>Citations resolve, and every rule and composite has one.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string[] Keys =
    [
        .. Entry().Matches(Pages.Read("REFERENCES.bib")).Select(match => match.Groups["key"].Value),
    ];

    public static TheoryData<string> Declarations =>
        [
            .. typeof(Rule)
                .Assembly.GetTypes()
                .Where(type => type.IsDefined(typeof(RuleAttribute)) || type.IsDefined(typeof(CompositeAttribute)))
                .Select(type => type.FullName!),
        ];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void A_rule_or_composite_names_its_source(string type) =>
        Assert.NotEmpty(typeof(Rule).Assembly.GetType(type)!.GetCustomAttributes<SourceAttribute>());

    [Fact]
    public void Every_key_in_the_sources_is_in_the_bibliography()
    {
        (string File, string Key)[] cited =
        [
            .. from file in Pages.Below("src", "*.cs")
            from Match match in Citation().Matches(Pages.Read(file))
            select (file, match.Groups["key"].Value),
        ];
        Assert.NotEmpty(cited);
        Assert.DoesNotContain(cited, c => !Keys.Contains(c.Key));
    }

    [Fact]
    public void No_key_is_there_twice() => Assert.Equal(Keys.Distinct(), Keys);

    [GeneratedRegex(@"^@\w+\{(?<key>[^,\s]+),", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\bSource\(""(?<key>[^""]+)""")]
    private static partial Regex Citation();
}
