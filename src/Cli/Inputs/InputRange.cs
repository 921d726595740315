using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>
/// The range of an input where a composite cannot do without and nobody gave one: the usual range in which the
/// sample lies, or [0, 1] where there is no sample, which is said on stderr.
/// </summary>
internal static class InputRange
{
    private static readonly (float Low, float High)[] Usual = [(0, 1), (-1, 1), (0, 255)];

    /// <exception cref="ToolException">The sample lies in none of the usual ranges.</exception>
    public static CompositeRequest For(Subject subject, CompositeRequest request, ReadOnlySpan<float> input)
    {
        if (!IsMissing(subject, request))
            return request;
        foreach ((float low, float high) in Usual)
        {
            if (!input.ContainsAnyExceptInRange(low, high))
                return Taken(request, low, high, $"the sample lies in [{low}, {high}], which is taken");
        }
        throw ToolException.Use(
            $"{request.Composite} needs the least and the largest value of an input; say --range LOW,HIGH"
        );
    }

    /// <summary>The same where there is no sample.</summary>
    public static CompositeRequest For(Subject subject, CompositeRequest request) =>
        IsMissing(subject, request) ? Taken(request, 0, 1, "[0, 1] is taken") : request;

    private static bool IsMissing(Subject subject, CompositeRequest request) =>
        request.Range is null
        && subject.Range is null
        && request.Composite is { } name
        && BuiltInComposite.Find(name) is { NeedsRange: true };

    private static CompositeRequest Taken(CompositeRequest request, float low, float high, string what)
    {
        Console.Error.WriteLine(
            $"rulec: note: {request.Composite} needs the range of the input; {what}; --range says another"
        );
        return request with { Range = (low, high) };
    }
}
