using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>A convolution's kernel as 1×1 kernels, one for each of its places (sixt2020when, Fig. 3 and appendix B).</summary>
public static class KernelSlices
{
    /// <summary>The slices in memory order, [inputs, outputs] each; a dense layer's weight is its only one.</summary>
    /// <param name="weight">[outputs, inputs] or [outputs, inputs/groups, height, width].</param>
    /// <exception cref="ArgumentException">The tensor has another number of axes.</exception>
    public static IReadOnlyList<Matrix<double>> Of(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Shape.Length is not (2 or 4))
            throw new ArgumentException(
                $"{weight} is no weight of a dense layer [outputs, inputs] or a convolution [outputs, inputs, height, width].",
                nameof(weight)
            );
        int inputs = weight.Shape[1];
        int places = weight.Shape.Length == 2 ? 1 : weight.Shape[2] * weight.Shape[3];
        return
        [
            .. Enumerable
                .Range(0, places)
                .Select(at =>
                    DenseMatrix.Create(
                        inputs,
                        weight.Shape[0],
                        (i, k) => weight.Values[(((k * inputs) + i) * places) + at]
                    )
                ),
        ];
    }

    /// <summary>The slice at the kernel's middle.</summary>
    /// <inheritdoc cref="Of"/>
    public static Matrix<double> Middle(Tensor weight)
    {
        IReadOnlyList<Matrix<double>> slices = Of(weight);
        int width = weight.Shape.Length == 2 ? 1 : weight.Shape[3];
        return slices[(slices.Count / width / 2 * width) + (width / 2)];
    }
}
