using RuleCompiler.Runtime.Tests.Explaining;
using RuleCompiler.Runtime.Tests.Methods;

namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>Explanations do not depend on the number of threads, bit by bit.</summary>
public sealed class DistortionThreadTests
{
    [Fact]
    public void A_filtered_explanation_is_the_same_on_one_thread_and_on_two()
    {
        float[] Found(int threads)
        {
            using SmallDiagonal network = new(SmallNetwork.Tensors(), new() { Threads = threads });
            AdfDistortion distortion = new(network, SmallNetwork.Batch(3), [1, 2, 0], MonteCarloTests.Reference());
            return
            [
                .. RateDistortion
                    .Explain(distortion, new() { Lambda = 0.0002, Iterations = 15 })
                    .SelectMany(e => e.Relevance),
            ];
        }

        Assert.Equal(Found(1), Found(2));
    }

    [Fact]
    public void A_sampled_explanation_is_the_same_on_one_thread_and_on_two()
    {
        float[] Found(int threads)
        {
            using AskedGradient network = new(SmallNetwork.Tensors(), new() { Threads = threads });
            MonteCarloDistortion distortion = new(
                network,
                SmallNetwork.Batch(3),
                [1, 2, 0],
                MonteCarloTests.Reference(),
                new() { Samples = 8 }
            );
            RateDistortionExplanation[] found = RateDistortion.Explain(
                distortion,
                new() { Lambda = 0.002, Iterations = 15 }
            );
            Assert.All(found, e => Assert.True(e.History[^1] < e.History[0]));
            Assert.Equal([2, 9, 7], found[0].Shape);
            return [.. found.SelectMany(e => e.Relevance)];
        }

        Assert.Equal(Found(1), Found(2));
    }
}
