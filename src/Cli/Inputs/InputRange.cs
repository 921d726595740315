using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>
/// The range of an input where a composite cannot do without and nobody gave one: the usual range in which the
/// sample lies, which is said on stderr.
/// </summary>
internal static class InputRange
{
    private static readonly (float Low, float High)[] Usual = [(0, 1), (-1, 1), (0, 255)];

    /// <exception cref="ToolException">The sample lies in none of the usual ranges.</exception>
    public static CompositeRequest For(Subject subject, CompositeRequest request, ReadOnlySpan<float> input)
    {
        bool needed = request.Composite is { } name && BuiltInComposite.Find(name) is { NeedsRange: true };
        if (!needed || request.Range is not null || subject.Range is not null)
            return request;
        foreach ((float low, float high) in Usual)
        {
            if (input.ContainsAnyExceptInRange(low, high))
                continue;
            Console.Error.WriteLine(
                $"rulec: note: {request.Composite} needs the range of the input; the sample lies in [{low}, {high}], which is taken; --range says another"
            );
            return request with { Range = (low, high) };
        }
        throw ToolException.Use(
            $"{request.Composite} needs the least and the largest value of an input; say --range LOW,HIGH"
        );
    }
}
