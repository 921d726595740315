using RuleCompiler.TestData;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>Threads change nothing, calls may overlap, and Dispose waits for none of them but spoils none.</summary>
public sealed class ThreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void The_number_of_threads_changes_no_bit(int count)
    {
        float[] inputs = Deterministic.Fill("digits", [count, 784], 0, 1);
        float[] one = Run(1);
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(0));

        float[] Run(int threads)
        {
            using DigitsPlus explainer = DigitsPlus.Load(TestFiles.Path("mnist-cnn.onnx"), new() { Threads = threads });
            var relevance = new float[inputs.Length];
            explainer.Explain(inputs, new int[count], relevance);
            return relevance;
        }
    }

    [Fact]
    public async Task Calls_from_eight_threads_are_the_sequential_ones()
    {
        using DigitsPlus explainer = DigitsPlus.Load(TestFiles.Path("mnist-cnn.onnx"), new() { Threads = 2 });
        float[] inputs = Deterministic.Fill("digits", [8, 784], 0, 1);
        float[][] expected = [.. Enumerable.Range(0, 8).Select(Run)];
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    OnThread(() =>
                    {
                        for (int i = 0; i < 2; i++)
                            Assert.Equal(expected[n], Run(n));
                    })
                )
        );

        float[] Run(int n) => explainer.Explain(inputs.AsSpan(n * 784, 784), n).Relevance;
    }

    [Fact]
    public async Task Dispose_lets_calls_under_way_return()
    {
        for (int round = 0; round < 10; round++)
        {
            SmallPlus explainer = new(Tensors());
            float[] expected = explainer.Explain(Sample(0), 1).Relevance;
            using CountdownEvent working = new(4);
            Task[] callers =
            [
                .. Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        OnThread(() =>
                        {
                            working.Signal();
                            Assert.Throws<ObjectDisposedException>((Action)Forever);
                        })
                    ),
            ];
            working.Wait();
            explainer.Dispose();
            explainer.Dispose(); // once more does no harm
            await Task.WhenAll(callers);

            void Forever()
            {
                while (true)
                    Assert.Equal(expected, explainer.Explain(Sample(0), 1).Relevance);
            }
        }
    }

    [Fact]
    public void A_disposed_explainer_is_named()
    {
        SmallPlus explainer = new(Tensors());
        explainer.Dispose();
        Assert.Contains(
            nameof(SmallPlus),
            Assert.Throws<ObjectDisposedException>(() => explainer.Explain(Sample(0), 1)).Message
        );
        Assert.Throws<ObjectDisposedException>(() => explainer.Predict(Sample(0)));
        Assert.Throws<ObjectDisposedException>(() => explainer.Explain(Sample(0), [1], new float[Inputs]));
    }

    private static Task OnThread(Action work) => Task.Factory.StartNew(work, TaskCreationOptions.LongRunning);
}
