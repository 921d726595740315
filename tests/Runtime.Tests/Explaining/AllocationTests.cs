using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>Calls into memory of the caller's allocate nothing once they are warm.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Digits_allocate_nothing(int threads)
    {
        using DigitsPlus explainer = DigitsPlus.Load(TestFiles.Path("mnist-cnn.onnx"), new() { Threads = threads });
        float[] input = new float[784],
            relevance = new float[784],
            logits = new float[10];
        int[] targets = [3]; // a literal in the lambda would allocate in Debug
        Array.Fill(input, 0.5f);
        Quiet(() => explainer.Explain(input, targets, relevance, logits));
    }

    [Fact]
    public void Operands_references_and_columns_allocate_nothing()
    {
        using SmallBox box = new(SmallNetwork.Tensors());
        using SmallFromReference reference = new(SmallNetwork.Tensors(), new() { Reference = SmallNetwork.Sample(1) });
        float[] inputs = SmallNetwork.Batch(2),
            relevance = new float[2 * 3 * SmallNetwork.Inputs],
            starts = new float[2 * 3 * 4];
        Quiet(() => box.Explain(inputs, starts, relevance));
        Quiet(() => reference.Explain(inputs, starts, relevance));
        int[] targets = [0, 1];
        Quiet(() => box.Explain(inputs, targets, relevance.AsSpan(0, inputs.Length)));
    }

    private static void Quiet(Action call)
    {
        for (int i = 0; i < 5; i++)
            call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3; i++)
            call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
