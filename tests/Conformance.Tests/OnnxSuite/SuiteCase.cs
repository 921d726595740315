namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>One output of a test as a network.</summary>
/// <param name="Test">The test.</param>
/// <param name="Output">The output's name.</param>
/// <param name="Model">The network.</param>
/// <param name="Samples">How many samples its inputs hold: their leading extent, or 1 where they are one sample.</param>
/// <param name="Input">[samples, input]</param>
internal sealed record SuiteCase(SuiteTest Test, string Output, OnnxModel Model, int Samples, float[] Input)
{
    /// <summary>Operators whose leading axis is the batch, whatever the shapes say.</summary>
    private static readonly HashSet<string> Batched =
    [
        "Conv",
        "MaxPool",
        "AveragePool",
        "GlobalAveragePool",
        "GlobalMaxPool",
        "BatchNormalization",
        "Gemm",
        "Flatten",
    ];

    /// <summary>What the output must be, [samples, output].</summary>
    public SuiteTensor Expected => Test.Outputs[Output];

    /// <summary>Imports an output sample by sample or, where its operators do not go sample by sample, as a whole.</summary>
    /// <exception cref="NotApplicableException">It cannot be imported.</exception>
    public static SuiteCase Import(SuiteTest test, string output)
    {
        HashSet<string> constants = ConstantInputs.Of(test);
        string[] computed = [.. test.Inputs.Keys.Except(constants)];
        if (test.Outputs[output].Reals is null)
            throw new NotApplicableException("an output holds no real numbers");
        int batch = SharedExtent([.. computed.Select(name => test.Inputs[name]), test.Outputs[output]]);
        bool bySample = batch > 0 && test.Model.Graph.Node.All(node => Batched.Contains(node.OpType) || batch == 1);
        try
        {
            return Import(test, output, constants, bySample ? batch : 0);
        }
        catch (OnnxUnsupportedException first)
        {
            if (!bySample && batch == 0)
                throw new NotApplicableException(Reason(first));
            try
            {
                return Import(test, output, constants, bySample ? 0 : batch);
            }
            catch (OnnxUnsupportedException)
            {
                throw new NotApplicableException(Reason(first));
            }
        }
    }

    private static SuiteCase Import(SuiteTest test, string output, HashSet<string> constants, int batch)
    {
        OnnxModel model = OnnxModel.Read(
            test.File,
            new OnnxOptions
            {
                Batch = batch > 0,
                ExplainBeforeSoftmax = false,
                Output = output,
                Constants = constants.ToDictionary(name => name, name => test.Inputs[name].Value),
                InputShapes = test
                    .Inputs.Where(input => !constants.Contains(input.Key))
                    .ToDictionary(i => i.Key, i => batch > 0 ? i.Value.Shape[1..] : i.Value.Shape),
            }
        );
        List<float> input = [];
        for (int sample = 0; sample < Math.Max(batch, 1); sample++)
        {
            foreach (NetworkInput read in model.Graph.Inputs)
            {
                SuiteTensor tensor = test.Inputs[read.Name];
                input.AddRange(batch > 0 ? tensor.Sample(sample) : tensor.Reals);
            }
        }

        return new(test, output, model, Math.Max(batch, 1), [.. input]);
    }

    /// <summary>The leading extent that all tensors have, or 0.</summary>
    private static int SharedExtent(SuiteTensor[] tensors) =>
        tensors.All(tensor => tensor.Shape.Length > 1 && tensor.Shape[0] == tensors[0].Shape[0])
            ? tensors[0].Shape[0]
            : 0;

    /// <summary>The importer's reason without the node's name.</summary>
    private static string Reason(OnnxUnsupportedException e)
    {
        int colon = e.Problem.IndexOf("): ", StringComparison.Ordinal);
        return (colon < 0 ? e.Problem : e.Problem[(colon + 3)..]).TrimEnd('.');
    }
}
