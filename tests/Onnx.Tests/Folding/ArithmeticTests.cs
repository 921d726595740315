using RuleCompiler.OnnxImport;
using static RuleCompiler.Onnx.Tests.Folding.Folded;

namespace RuleCompiler.Onnx.Tests.Folding;

public class ArithmeticTests
{
    [Fact]
    public void Shapes_are_broadcast_as_numpy_does()
    {
        Is(One("Add", [Counting(2, 1), Counting(3)]), [2, 3], 0, 1, 2, 1, 2, 3);
        Is(One("Mul", [Counting(2, 2, 1), Counting(2)], [("axis", 1L), ("broadcast", 1L)], 6), [2, 2, 1], 0, 1, 0, 3);
        Assert.Contains("do not broadcast", Fails("Sub", [Counting(2), Counting(3)]));
        Assert.Contains("one input is real", Fails("Add", [Counting(2), Whole(1)]));
    }

    [Fact]
    public void Whole_numbers_are_divided_towards_zero()
    {
        Is(One("Div", [Whole(7, -7), Whole(2)]), [2], [3, -3]);
        Is(One("Mod", [Whole(7, -7), Whole(-3, 3)]), [2], [-2, 2]);
        Is(One("Mod", [Whole(7, -7), Whole(-3, 3)], [("fmod", 1L)]), [2], [1, -1]);
        Assert.Equal("7 is divided by zero", Fails("Div", [Whole(7), Whole(0)]));
        Assert.Equal(long.MinValue, One("Div", [Whole(long.MinValue), Whole(-1)]).Integers![0]);
    }

    [Fact]
    public void Types_change_as_C_changes_them()
    {
        Is(One("Cast", [Real(-1.9f, 300)], [("to", 7L)]), [2], [-1, 300]);
        Is(One("Cast", [Whole(300, -1)], [("to", 2L)]), [2], [44, 255]);
        Is(One("Cast", [Real(0, -2, float.NaN)], [("to", 9L)]), [3], [0, 1, 1]);
        Is(One("Cast", [Real(1.0009766f)], [("to", 16L)]), [1], 1);
        Assert.Null(Try("Cast", [Real(1)], [("to", 8L)]));
    }

    [Fact]
    public void Nonlinearities_are_ONNXs()
    {
        Is(One("Clip", [Real(-1, 0.5f, 7), null, Real(6)]), [3], -1, 0.5f, 6);
        Is(One("Clip", [Real(-1, 2)], [("min", 0f), ("max", 1f)], 6), [2], 0, 1);
        Is(One("HardSigmoid", [Real(-3, 0, 3)]), [3], 0, 0.5f, 1);
        Is(One("HardSwish", [Real(-3, 3, 1)]), [3], 0, 3, (float)(4 / 6.0));
        Is(One("Softplus", [Real(-100, 100)]), [2], (float)Math.Exp(-100), 100);
        Is(One("PRelu", [Shaped([2, 2], -1, 1, -1, 1), Real(0.5f, 2)]), [2, 2], -0.5f, 1, -0.5f, 1);
        Is(One("Round", [Real(0.5f, 1.5f, -2.5f)]), [3], 0, 2, -2);
    }

    [Fact]
    public void Axes_are_reduced_wherever_the_operator_set_puts_them()
    {
        Is(One("ReduceMean", [Counting(2, 2)], [("axes", new long[] { 0 }), ("keepdims", 0L)], 11), [2], 1, 2);
        Is(One("ReduceSum", [Counting(2, 2), Whole(-1)]), [2, 1], 1, 5);
        Is(One("ReduceProd", [Whole(2, 3, 4)], [("keepdims", 0L)]), [], [24]);
        Is(One("ReduceSum", [Counting(2), Whole()], [("noop_with_empty_axes", 1L)]), [2], 0, 1);
        Assert.Contains("axis 2 of a tensor with 2 axes", Fails("ReduceSum", [Counting(2, 2), Whole(2)]));
    }

    [Fact]
    public void Matrices_are_multiplied()
    {
        Is(One("MatMul", [Counting(2, 2), Counting(2)]), [2], 1, 3);
        Is(One("MatMul", [Counting(2, 1, 2), Counting(2, 1)]), [2, 1, 1], 1, 3);
        Is(
            One("Gemm", [Counting(2, 1), Counting(1, 2), Real(1)], [("transA", 1L), ("transB", 1L), ("beta", 2f)]),
            [1, 1],
            3
        );
        Assert.Equal("[2, 3] times [2, 3]", Fails("MatMul", [Counting(2, 3), Counting(2, 3)]));
    }

    [Fact]
    public void Softmax_goes_over_all_axes_from_one_on_in_older_operator_sets()
    {
        Is(One("Softmax", [Shaped([1, 2, 2], 0, 0, 0, 0)], opset: 11), [1, 2, 2], 0.25f, 0.25f, 0.25f, 0.25f);
        Is(One("Softmax", [Shaped([1, 2, 2], 0, 0, 0, 0)]), [1, 2, 2], 0.5f, 0.5f, 0.5f, 0.5f);
    }

    [Fact]
    public void Tensors_come_out_of_numbers()
    {
        Is(One("Range", [Single(10), Single(4), Single(-2)]), [3], [10, 8, 6]);
        Is(One("ConstantOfShape", [Whole(2, 0)]), [2, 0], new float[0]);
        Is(One("ConstantOfShape", [Whole(2)], [("value", Whole(7))]), [2], [7, 7]);
        Is(One("Shape", [Counting(2, 3, 4)], [("start", -2L)]), [2], [3, 4]);
        Is(One("Where", [Whole(1, 0), Real(1), Real(5, 6)]), [2], 1, 6);
        Assert.Contains("goes in steps of 0", Fails("Range", [Single(0), Single(1), Single(0)]));
        Assert.Contains("negative extent", Fails("ConstantOfShape", [Whole(-2)]));
        Assert.Contains("more than 2^28", Fails("ConstantOfShape", [Whole(long.MaxValue, long.MaxValue)]));
    }

    [Fact]
    public void What_is_not_known_is_not_folded()
    {
        Assert.Null(Try("LSTM", [Real(1)]));
        Assert.Null(Try("Dropout", [Real(1), Real(0.5f), new([], new long[] { 1 })]));
        Assert.Equal("input 1 is missing", Fails("Add", [Real(1)]));
    }

    private static ConstantTensor Single(long value) => new([], [value]);
}
