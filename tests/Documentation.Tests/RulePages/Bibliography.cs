using System.Text.RegularExpressions;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>References as people read them.</summary>
internal static partial class Bibliography
{
    private static readonly Dictionary<string, Dictionary<string, string>> Entries = Entry()
        .Matches(Pages.Read("REFERENCES.bib").ReplaceLineEndings("\n"))
        .ToDictionary(
            entry => entry.Groups["key"].Value,
            entry =>
                Field()
                    .Matches(entry.Groups["fields"].Value)
                    .ToDictionary(field => field.Groups["name"].Value, field => Plain(field.Groups["value"].Value))
        );

    /// <summary>Authors (year): title. Where.</summary>
    public static string Reference(string key)
    {
        Dictionary<string, string> entry = Entries[key];
        string[] names = [.. entry["author"].Split(" and ").Select(name => name.Split(',')[0].Trim())];
        string authors = names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
        string where = new[] { "journal", "booktitle", "school", "howpublished" }
            .Select(entry.GetValueOrDefault)
            .OfType<string>()
            .FirstOrDefault("");
        string volume = entry.TryGetValue("volume", out string? v)
            ? $" {v}{(entry.TryGetValue("number", out string? n) ? $"({n})" : "")}"
            : "";
        string pages = entry.TryGetValue("pages", out string? p) ? $", {p}" : "";
        string place = where.Length == 0 ? "" : $" {where}{volume}{pages}.";
        return $"{authors} ({entry["year"]}): {entry["title"]}.{place}";
    }

    private static string Plain(string value)
    {
        string accented = Accent()
            .Replace(
                value,
                accent =>
                    (
                        accent.Groups["letter"].Value
                        + accent.Groups["mark"].Value switch
                        {
                            "'" => "\u0301",
                            "`" => "\u0300",
                            "\"" => "\u0308",
                            "^" => "\u0302",
                            "~" => "\u0303",
                            "c" => "\u0327",
                            _ => "",
                        }
                    ).Normalize()
            );
        return Spaces().Replace(accented.Replace("{", "").Replace("}", "").Replace("--", "–").Replace(@"\&", "&"), " ");
    }

    [GeneratedRegex(@"^@\w+\{(?<key>[^,\s]+),(?<fields>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\s*(?<name>\w+)\s*=\s*\{(?<value>.*)\},?\s*$", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex("""\\(?<mark>['`"^~c])\s*\{?(?<letter>[A-Za-z])\}?""")]
    private static partial Regex Accent();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
