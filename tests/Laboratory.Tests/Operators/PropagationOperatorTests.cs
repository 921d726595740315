using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.Laboratory.Chains;
using RuleCompiler.Laboratory.Operators;
using RuleCompiler.TestData;

namespace RuleCompiler.Laboratory.Tests.Operators;

/// <summary>Propagation matrices of compiled explainers, against the interpreter and against each other.</summary>
public sealed class PropagationOperatorTests
{
    /// <summary>float32 against double over five layers whose sums do not cancel.</summary>
    private const double Single = 2e-5;

    private static readonly float[] Picture = Pixels.Picture();

    public static TheoryData<string> Names() => ["plus", "alpha-beta", "gradient"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_columns_are_the_interpreters_relevances(string name)
    {
        using Explainer explainer = Of(name);
        Interpreter interpreter = name switch
        {
            "plus" => Interpreter.For<Pixels, LrpZPlus>(Pixels.Weights()),
            "alpha-beta" => Interpreter.For<Pixels, EpsilonAlpha2Beta1>(Pixels.Weights()),
            _ => Interpreter.For<Pixels, InputXGradient>(Pixels.Weights()),
        };
        PropagationOperator matrix = PropagationOperator.Of(explainer, Picture, "dense2");
        Assert.Equal((64, 4), (matrix.Rows, matrix.Columns));
        Matrix<double> expected = new DenseMatrix(64, 4);
        for (int k = 0; k < 4; k++)
            expected.SetColumn(k, interpreter.Explain(Picture, k, timesLogit: false).Relevance);
        Near(expected, matrix.ToDense().Matrix);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_factors_of_the_chain_make_the_whole(string name)
    {
        using Explainer explainer = Of(name);
        IReadOnlyList<PropagationOperator> chain = PropagationOperator.Chain(explainer, Picture);
        Assert.Equal(["conv1", "conv2", "dense1", "dense2"], chain.Select(factor => factor.From));
        Assert.Equal([null, "conv1", "conv2", "dense1"], chain.Select(factor => factor.To));
        Matrix<double> product = chain.Select(f => f.ToDense().Matrix).Aggregate((a, b) => a * b);
        Near(PropagationOperator.Of(explainer, Picture, "dense2").ToDense().Matrix, product);
    }

    /// <summary>Columns of units that the ReLU above closed are the rule's too: relevance may start anywhere.</summary>
    [Theory]
    [InlineData("dense2", 7, 4)]
    [InlineData("dense1", 20, 7)]
    public void The_matrix_of_a_layer_is_the_rules(string layer, int inputs, int outputs)
    {
        using PixelsPlus explainer = new(Pixels.Weights());
        Explanation explanation = explainer.Explain(Picture, 0, layers: true);
        PropagationOperator matrix = PropagationOperator.OfLayer(explainer, Picture, layer);
        float[] a = explanation.Values[matrix.To!];
        float[] weight = Pixels.Weights()[$"{layer}.weight"].Values,
            bias = Pixels.Weights()[$"{layer}.bias"].Values;
        if (layer == "dense1")
            Assert.Contains(explanation.Values[layer], value => value < 0);
        Matrix<double> expected = DenseMatrix.Create(
            inputs,
            outputs,
            (j, k) =>
            {
                double sum = Math.Max(0, bias[k]);
                for (int i = 0; i < inputs; i++)
                    sum += a[i] * Math.Max(0, weight[(k * inputs) + i]);
                return a[j] * Math.Max(0, weight[(k * inputs) + j]) / (sum + 1e-6);
            }
        );
        Near(expected, matrix.ToDense().Matrix);
    }

    [Fact]
    public void Channels_are_one_after_another()
    {
        using PixelsDeepLift explainer = new(Pixels.Weights());
        PropagationOperator matrix = PropagationOperator.Of(explainer, Picture, "dense2");
        Assert.Equal(2 * 4, matrix.Columns);
        Matrix<double> dense = matrix.ToDense().Matrix;
        for (int k = 0; k < 4; k++)
        {
            float[] start = new float[4];
            start[k] = 1;
            // relevance at an output starts in both channels
            double[] expected = Array.ConvertAll(explainer.Explain(Picture, start).Relevance, r => (double)r);
            Vector<double> found = dense.Column(k) + dense.Column(4 + k);
            Near(new DenseMatrix(64, 1, expected), found.ToColumnMatrix());
        }

        Matrix<double> product = PropagationOperator
            .Chain(explainer, Picture)
            .Select(f => f.ToDense().Matrix)
            .Aggregate((a, b) => a * b);
        Near(dense, product);
    }

    [Fact]
    public void The_transpose_is_that_of_the_matrix()
    {
        using PixelsAlphaBeta explainer = new(Pixels.Weights());
        PropagationOperator matrix = PropagationOperator.Of(explainer, Picture, "conv2", "conv1");
        SampleRandom random = new(1, 0);
        double[] x = [.. Enumerable.Range(0, 2 * matrix.Columns).Select(_ => 1e30 * random.Normal())],
            y = [.. Enumerable.Range(0, 2 * matrix.Rows).Select(_ => random.Normal())],
            down = new double[y.Length],
            up = new double[x.Length],
            stored = new double[y.Length];
        matrix.Apply(x, down, 2);
        matrix.ApplyTranspose(y, up, 2);
        matrix.Apply(x, stored, 2);
        double scale = down.Zip(y, (d, v) => Math.Abs(d * v)).Sum();
        Assert.Equal(down.Zip(y, (d, v) => d * v).Sum(), up.Zip(x, (u, v) => u * v).Sum(), Single * scale);
        Near(new DenseMatrix(matrix.Rows, 2, down), new DenseMatrix(matrix.Rows, 2, stored));
        // a window of 9 places meets 3 channels; the matrix is kept without its zeros
        Assert.InRange(matrix.Stored().Entries, 1, 20L * 9 * 3 * 4);
    }

    [Fact]
    public void Singular_values_are_those_of_the_matrix()
    {
        using PixelsPlus explainer = new(Pixels.Weights());
        PropagationOperator matrix = PropagationOperator.Of(explainer, Picture, "dense1");
        Vector<double> expected = matrix.ToDense().Matrix.Svd(false).S;
        SingularValues found = SingularValues.Of(matrix);
        Assert.True(found.Converged);
        Assert.Equal(expected[0], found.Values[0], 1e-10 * expected[0]);
        Assert.Equal(expected[1], found.Values[1], 1e-10 * expected[0]);
        SingularValues product = SingularValues.Of(
            new ProductOperator(PropagationOperator.Chain(explainer, Picture).Take(3))
        );
        Assert.Equal(found.Ratio, product.Ratio, 1e-3 * found.Ratio);
    }

    [Fact]
    public void A_chain_of_the_z_plus_rule_keeps_the_mended_bound()
    {
        using PixelsPlus explainer = new(Pixels.Weights());
        IReadOnlyList<PropagationOperator> chain = PropagationOperator.Chain(explainer, Picture);
        Assert.All(chain, factor => Assert.True(factor.Stored().Least >= 0));
        AngleBound bound = AngleBound.Of([.. chain.Select(factor => factor.ToDense().Matrix)]);
        Assert.All(bound.Steps, step => Assert.True(step.Measured <= step.Sharp + 1e-15, $"{step}"));
        Assert.True(bound.Steps[^1].Measured < bound.Steps[0].Measured / 2);
    }

    [Fact]
    public void Only_layers_that_all_paths_pass_are_in_a_chain()
    {
        using BranchesGradient explainer = new(Branches.Weights());
        float[] input = Deterministic.Fill("branches/x", [6], -1, 1);
        IReadOnlyList<PropagationOperator> chain = PropagationOperator.Chain(explainer, input);
        Assert.Equal(["dense1", "add1", "dense3"], chain.Select(factor => factor.From));
        Matrix<double> product = chain.Select(f => f.ToDense().Matrix).Aggregate((a, b) => a * b);
        Near(PropagationOperator.Of(explainer, input, "dense3").ToDense().Matrix, product);
        Assert.Throws<ArgumentException>(() => PropagationOperator.OfLayer(explainer, input, "add1"));
    }

    [Fact]
    public void A_trained_network_with_folded_norms_has_a_chain()
    {
        using FashionPlus explainer = new(WeightFile.Read(TestFiles.Path("fashion-bn-cnn.onnx")));
        float[] picture = NpzFile.Read(TestFiles.Path("fashion-io.npz"))["input"].ToSingles()[..784];
        IReadOnlyList<PropagationOperator> chain = PropagationOperator.Chain(explainer, picture);
        Assert.Equal(6, chain.Count);
        Assert.Equal((784, 16 * 784), (chain[0].Rows, chain[0].Columns));
        Assert.All(chain, factor => Assert.InRange(factor.LinearityError, 0, 1e-4));
    }

    [Fact]
    public void What_is_no_matrix_is_refused()
    {
        using PixelsGuided guided = new(Pixels.Weights());
        Assert.Contains(
            "not linear",
            Assert.Throws<ArgumentException>(() => PropagationOperator.Of(guided, Picture, "dense2")).Message
        );
        // below its ReLUs even Guided is linear
        Assert.Equal(7, PropagationOperator.OfLayer(guided, Picture, "dense2").Rows);
        using PixelsUnsteady unsteady = new(Pixels.Weights());
        Assert.Contains(
            "not finite",
            Assert.Throws<ArgumentException>(() => PropagationOperator.Of(unsteady, new float[64], "conv1")).Message
        );
        using PixelsPlus plus = new(Pixels.Weights());
        Assert.Throws<ArgumentException>(() => PropagationOperator.Of(plus, Picture, "conv9"));
        Assert.Throws<ArgumentException>(() => PropagationOperator.Of(plus, Picture, "conv1", "conv2"));
        Assert.Throws<ArgumentException>(() => PropagationOperator.Of(plus, Picture[..5], "conv1"));
        PropagationOperator whole = PropagationOperator.Of(plus, Picture, "dense2");
        Assert.Throws<ArgumentException>(() => whole.Apply(new double[3], new double[64], 1));
    }

    [Fact]
    public void A_matrix_beyond_the_setting_is_refused_and_says_what_to_do()
    {
        using PixelsPlus explainer = new(Pixels.Weights());
        PropagationOperator matrix = PropagationOperator.Of(explainer, Picture, "conv1", mostBytes: 100);
        double[] y = new double[64];
        matrix.Apply(new double[matrix.Columns], y, 1); // needs no matrix
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() =>
            matrix.ApplyTranspose(y, new double[matrix.Columns], 1)
        );
        Assert.Contains("Chain", refused.Message);
        Assert.Throws<InvalidOperationException>(() => matrix.ToDense());
    }

    private static Explainer Of(string name) =>
        name switch
        {
            "plus" => new PixelsPlus(Pixels.Weights()),
            "alpha-beta" => new PixelsAlphaBeta(Pixels.Weights()),
            _ => new PixelsGradient(Pixels.Weights()),
        };

    private static void Near(Matrix<double> expected, Matrix<double> found)
    {
        double most = expected.Enumerate().Max(Math.Abs);
        Assert.True(most > 0);
        Assert.InRange((expected - found).Enumerate().Max(Math.Abs) / most, 0, Single);
    }
}
