using System.CommandLine;
using System.Globalization;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>The options that say how orderings are tested.</summary>
internal sealed class OrderingArguments
{
    private readonly Option<int> _samples = new("--samples")
    {
        Description = "Random inputs for each image",
        HelpName = "N",
        DefaultValueFactory = _ => new OrderingOptions().Samples,
    };
    private readonly Option<string> _rates = new("--rates")
    {
        Description = "How many even steps from nothing to all components, or the rates themselves: 0,0.05,0.1,0.2",
        HelpName = "N|RATES",
        DefaultValueFactory = _ => new OrderingOptions().Steps.ToString(CultureInfo.InvariantCulture),
    };
    private readonly Option<double[]> _epsilon = new("--epsilon")
    {
        Description =
            "A distortion whose rate is told, several by more of it [default: 50, 10 and 1 % of what everything random gives]",
        HelpName = "E",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Chooses the random inputs, the order among ties, and a method's random numbers",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };
    private readonly Option<bool> _destructive = new("--destructive")
    {
        Description = "Start at the image and randomise the most relevant components first",
    };
    private readonly Option<bool> _pixels = new("--pixels")
    {
        Description = "Fix all channels of a pixel at once, in the order of the sum of their relevances",
    };
    private readonly Option<string> _score = new("--score")
    {
        Description = "What the distortion is of: the target's logit, or its softmax probability",
        DefaultValueFactory = _ => "logit",
    };

    public OrderingArguments() => _score.AcceptOnlyFromAmong("logit", "probability");

    public void AddTo(Command command)
    {
        command.Add(_samples, _rates, _epsilon, _seed, _destructive, _pixels, _score);
    }

    /// <exception cref="ToolException">A number is out of its range, or the rates are none.</exception>
    public OrderingOptions Read(ParseResult parsed)
    {
        string rates = parsed.GetRequiredValue(_rates);
        bool steps = int.TryParse(rates, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return new()
        {
            Samples = parsed.GetValue(_samples).AtLeast(1, "--samples"),
            Steps = steps ? number.AtLeast(1, "--rates") : 1,
            Rates = steps ? null : ReadRates(rates),
            Seed = parsed.GetValue(_seed).AtLeast(0, "--seed"),
            Formulation = parsed.GetValue(_destructive)
                ? OrderingFormulation.Destructive
                : OrderingFormulation.Productive,
            Components = parsed.GetValue(_pixels) ? OrderingComponents.Pixels : OrderingComponents.Values,
            Score = parsed.GetValue(_score) == "probability" ? OrderingScore.Probability : OrderingScore.Logit,
        };
    }

    /// <exception cref="ToolException">One is negative or no number.</exception>
    public double[] ReadEpsilons(ParseResult parsed)
    {
        double[] epsilons = parsed.GetValue(_epsilon) ?? [];
        return epsilons.All(epsilon => epsilon >= 0 && double.IsFinite(epsilon))
            ? epsilons
            : throw ToolException.Use("--epsilon: a distortion is a number from 0 up");
    }

    private static double[] ReadRates(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] rates = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (
                !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out rates[i])
                || !(rates[i] is >= 0 and <= 1)
                || (i > 0 && rates[i] <= rates[i - 1])
            )
                throw ToolException.Use(
                    $"--rates '{text}': give a number of steps, or rates from 0 to 1 in ascending order, as in 0,0.05,0.1"
                );
        }

        return rates;
    }
}
