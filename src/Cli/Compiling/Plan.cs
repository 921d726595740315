using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using RuleCompiler.Cli.Caching;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Compiling;

/// <summary>An explainer's type, from the cache or compiled.</summary>
internal sealed class Plan
{
    private readonly Type _explainer;

    private Plan(Type explainer) => _explainer = explainer;

    /// <summary>Whether it was compiled just now; else it is from the cache.</summary>
    public bool IsCompiledNow { get; private init; }

    /// <exception cref="ToolException">The rules are not understood, or what they ask for cannot be compiled.</exception>
    public static Plan Of(Subject subject, CompositeRequest request, CancellationToken cancellation)
    {
        PlanCache cache = PlanCache.OfUser();
        string key = PlanKey.Of(subject, request);
        if (cache.Find(key) is { } known)
        {
            if (Load(known) is { } plan)
                return plan;
            cache.Drop(key);
        }
        byte[] image = Progress.Show("compiling the explainer", () => Compile(subject, request, cancellation));
        cache.Store(key, image);
        return Load(image, compiledNow: true)
            ?? throw new InvalidOperationException("A plan that was just compiled cannot be loaded.");
    }

    /// <summary>The explainer with the subject's weights.</summary>
    /// <exception cref="ToolException">The composite carries something upward instead of explaining.</exception>
    public Explainer Explainer(WeightSet weights, int threads) =>
        Explainer(weights, new ExplainerOptions { Threads = threads });

    /// <summary>The explainer with weights, a reference, and tensors of the rules' parameters.</summary>
    /// <exception cref="ToolException">The composite carries something upward instead of explaining, or an option does not fit.</exception>
    public Explainer Explainer(WeightSet weights, ExplainerOptions options)
    {
        if (!_explainer.IsSubclassOf(typeof(Explainer)))
            throw ToolException.Use(
                "the composite carries something upward and gives no relevance; use its Propagator in a program"
            );
        try
        {
            return (Explainer)
                _explainer
                    .GetConstructor([typeof(WeightSet), typeof(ExplainerOptions)])!
                    .Invoke(BindingFlags.DoNotWrapExceptions, null, [weights, options], null);
        }
        catch (ArgumentException e)
        {
            // a reference or an operand that does not fit, or one that is missing
            string message = e.Message.Split(" (Parameter '")[0];
            string advice = message.Contains("operand", StringComparison.OrdinalIgnoreCase)
                ? "; --operands FILE.safetensors gives tensors called layer.Parameter"
                : "";
            throw ToolException.Failed(message + advice, e);
        }
    }

    // apart, so that Roslyn is loaded only where it is needed
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Compile(Subject subject, CompositeRequest request, CancellationToken cancellation) =>
        Compiled.Of(subject, request, cancellation).Emit(request.File, cancellation);

    private static Plan? Load(byte[] image, bool compiledNow = false)
    {
        try
        {
            using MemoryStream stream = new(image);
            AssemblyLoadContext context = new(nameof(Plan));
            return new(
                context
                    .LoadFromStream(stream)
                    .GetType($"{Synthesis.Namespace}.{Synthesis.Explainer}", throwOnError: true)!
            )
            {
                IsCompiledNow = compiledNow,
            };
        }
        catch (Exception e)
            when (e is BadImageFormatException or TypeLoadException or FileLoadException or FileNotFoundException)
        {
            return null;
        }
    }
}
