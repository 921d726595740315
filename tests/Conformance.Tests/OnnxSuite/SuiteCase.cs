using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

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

    private int Count => Samples * Model.Graph.Layers[^1].Shape.Aggregate(1, (count, extent) => count * extent);

    /// <summary>Imports an output sample by sample or, where its operators do not go sample by sample, as a whole.</summary>
    /// <exception cref="NotApplicableException">It cannot be imported.</exception>
    public static SuiteCase Import(SuiteTest test, string output)
    {
        HashSet<string> constants = ConstantInputs.Of(test);
        SuiteTensor expected = test.Outputs[output];
        if (expected.Reals is null)
            throw new NotApplicableException("an output holds no real numbers");
        if (expected.Type is DataType.Float16 or DataType.Bfloat16)
            throw new NotApplicableException("an output is rounded to half precision; numbers of networks are not");
        int batch = SharedExtent([.. test.Inputs.Keys.Except(constants).Select(name => test.Inputs[name]), expected]);
        bool bySample = batch == 1 || test.Model.Graph.Node.All(node => Batched.Contains(node.OpType));
        int[] ways =
            !bySample ? [0, batch]
            : batch > 0 ? [batch, 0]
            : [0];
        OnnxUnsupportedException? refused = null;
        foreach (int way in ways.Distinct())
        {
            try
            {
                SuiteCase imported = Import(test, output, constants, way);
                // a constant with a batch of its own makes the samples depend on their place in it
                if (imported.Count == expected.Value.Count)
                    return imported;
            }
            catch (OnnxUnsupportedException e)
            {
                refused ??= e;
            }
        }

        throw new NotApplicableException(refused is null ? "its shape is not its samples'" : Reason(refused));
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

    /// <summary>The importer's reason without the node's name and without the list of what is supported.</summary>
    private static string Reason(OnnxUnsupportedException e)
    {
        string problem = e.Problem[(e.Problem.IndexOf("': ", StringComparison.Ordinal) + 1)..];
        int colon = problem.IndexOf("): ", StringComparison.Ordinal);
        return (colon < 0 ? problem.Split(';')[0].TrimStart(':', ' ') : problem[(colon + 3)..]).TrimEnd('.');
    }
}
