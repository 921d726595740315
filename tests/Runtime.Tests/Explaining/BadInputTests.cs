using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>Inputs that do not fit: one error each, which says what, where and what to do.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly SmallPlus explainer = new(Tensors());

    public void Dispose() => explainer.Dispose();

    [Fact]
    public void Wrong_length() =>
        Says<ArgumentException>(
            () => explainer.Explain(new float[125], 0),
            "The network 'SmallNetwork' takes one input of 126 values ([2,9,7]), but 125 were given. (Parameter 'input')"
        );

    [Fact]
    public void Incomplete_batch() =>
        Says<ArgumentException>(
            () => explainer.Predict(new float[130]),
            "The network 'SmallNetwork' takes inputs of 126 values each ([2,9,7]), but 130 values were given, which is no whole number of inputs. (Parameter 'inputs')"
        );

    [Fact]
    public void Empty_batch() =>
        Says<ArgumentException>(
            () => explainer.Explain([], new int[0], []),
            "The batch is empty; give the network 'SmallNetwork' at least one input of 126 values ([2,9,7]). (Parameter 'inputs')"
        );

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Not_finite(float value) =>
        Says<ArgumentException>(
            () => explainer.Explain(With(Sample(0), 7, value), 0),
            $"The input holds {value} at index 7; every value must be finite. (Parameter 'input')"
        );

    [Fact]
    public void Not_finite_in_a_batch() =>
        Says<ArgumentException>(
            () => explainer.Predict(With(Batch(3), (2 * Inputs) + 5, float.NaN)),
            "Input 2 of the batch holds NaN at index 5; every value must be finite. (Parameter 'inputs')"
        );

    [Fact]
    public void Out_of_range() =>
        Says<ArgumentException>(
            () => explainer.Explain(With(Sample(0), 7, 1.5f), 0),
            "The input holds 1.5 at index 7, outside of the range [0, 1] that the network 'SmallNetwork' declares and its rules rely on. "
                + "Scale the input, or correct the range in [Network]. (Parameter 'input')"
        );

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void No_such_output(int target) =>
        Says<ArgumentOutOfRangeException>(
            () => explainer.Explain(Sample(0), target),
            $"There is no such output: those of the network 'SmallNetwork' are 0 to 3. (Parameter 'target')\nActual value was {target}."
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Targets_of_another_number(int count) =>
        Says<ArgumentException>(
            () => explainer.Explain(Batch(2), new int[count], new float[2 * Inputs]),
            $"There are {count} targets for 2 inputs; give one for each. (Parameter 'targets')"
        );

    [Fact]
    public void Relevance_of_another_size() =>
        Says<ArgumentException>(
            () => explainer.Explain(Batch(2), [0, 1], new float[Inputs]),
            "The span for the relevance has 126 places; give 252: 126 for each of 2 inputs. (Parameter 'relevance')"
        );

    [Fact]
    public void Relevance_of_another_size_with_columns() =>
        Says<ArgumentException>(
            () => explainer.Explain(Batch(2), new float[2 * 3 * Outputs], new float[Inputs]),
            "The span for the relevance has 126 places; give 756: 126 for each of 2 inputs and 3 columns. (Parameter 'relevance')"
        );

    [Fact]
    public void Logits_of_another_size() =>
        Says<ArgumentException>(
            () => explainer.Explain(Batch(2), [0, 1], new float[2 * Inputs], new float[5]),
            "The span for the logits has 5 places; give 8 (2 inputs of 4 outputs), or none where they are not wanted. (Parameter 'logits')"
        );

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Output_relevance_of_another_size(int size) =>
        Says<ArgumentException>(
            () => explainer.Explain(Sample(0), new float[size]),
            $"The output relevance has {size} values; give 4, one for each output of the network 'SmallNetwork'. (Parameter 'outputRelevance')"
        );

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Output_relevances_of_another_size(int size) =>
        Says<ArgumentException>(
            () => explainer.Explain(Batch(2), new float[size], new float[2 * Inputs]),
            $"The output relevance has {size} values; give 8 (2 inputs of 4 outputs), or a multiple of that for several columns. (Parameter 'outputRelevances')"
        );

    [Fact]
    public void Output_relevance_not_finite() =>
        Says<ArgumentException>(
            () => explainer.Explain(Sample(0), [0, float.NaN, 0, 0]),
            "The output relevance holds NaN at index 1; every value must be finite. (Parameter 'outputRelevance')"
        );

    [Fact]
    public void No_such_start() =>
        Says<ArgumentOutOfRangeException>(
            () => explainer.Explain(Sample(0), 0, (OutputRelevance)7),
            "Relevance starts as Logit or One. (Parameter 'start')\nActual value was 7."
        );

    [Fact]
    public void Relevance_of_another_size_with_channels()
    {
        using SmallApart apart = new(Tensors());
        Says<ArgumentException>(
            () => apart.Explain(Batch(2), [0, 1], new float[2 * Inputs]),
            "The span for the relevance has 252 places; give 504: 126 for each of 2 inputs, in 2 channels of the rule. (Parameter 'relevance')"
        );
    }

    private static float[] With(float[] values, int at, float value)
    {
        values[at] = value;
        return values;
    }

    private static void Says<T>(Action call, string message)
        where T : Exception => Assert.Equal(message, Assert.Throws<T>(call).Message, ignoreLineEndingDifferences: true);
}
