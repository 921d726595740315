using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using RuleCompiler.Laboratory.Chains;

namespace RuleCompiler.Laboratory.Tests.Chains;

/// <summary>Theorem 1: the bound as printed fails, the mended one holds on every chain.</summary>
public sealed class AngleBoundTests
{
    /// <summary>Rounding of 1 − s itself, relative: sums of some dozens of terms in double precision.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Where nearly parallel columns differ by rounding only: squares of 1e-16 times the number of rows.</summary>
    private const double Floor = 1e-28;

    [Fact]
    public void The_printed_bound_fails_where_columns_have_other_lengths()
    {
        Matrix<double> first = DenseMatrix.OfDiagonalArray([1, 0.1, 1]);
        Matrix<double> second = DenseMatrix.OfColumnArrays([1, 0.5, 0], [0, 0.5, 1]);
        AngleBound bound = AngleBound.Of([first, second]);

        // the columns are (1, .05, 0) and (0, .05, 1); ε = .25, L = 1.5
        Assert.Equal(1 - (0.0025 / 1.0025), bound.Steps[1].Measured, 1e-14);
        Assert.Equal(1, bound.Steps[0].Measured, 1e-15);
        Assert.Equal(0.25 / 2.25, bound.PrintedLambda, 14);
        Assert.True(bound.Steps[1].Measured > bound.Steps[1].Printed + 0.1, $"{bound.Steps[1]}");

        // diag(1, .1, 1)·A: ε = .0025, L = 1.05
        Assert.Equal(0.0025 / (1.05 * 1.05), bound.Lambda, 14);
        Assert.True(bound.Steps[1].Measured <= bound.Steps[1].Proven);
        Assert.False(bound.IsVacuous);
    }

    [Theory]
    [InlineData(1, 4, 3, 0.0)]
    [InlineData(2, 8, 6, 0.3)]
    [InlineData(3, 30, 8, 0.5)]
    [InlineData(4, 12, 12, 0.8)]
    [InlineData(5, 3, 5, 0.1)]
    public void The_mended_bound_holds_on_random_chains(int seed, int size, int factors, double zeros)
    {
        Random random = new(seed);
        for (int chain = 0; chain < 60; chain++)
        {
            AngleBound bound = AngleBound.Of(RandomChain(random, size, factors, zeros));
            foreach (BoundStep step in bound.Steps)
            {
                Assert.True(step.Measured <= (step.Sharp * (1 + Rounding)) + Floor, $"{step}");
                Assert.True(step.Sharp <= (step.Proven * (1 + Rounding)) + Floor, $"{step}");
            }
        }
    }

    [Fact]
    public void Columns_without_a_common_entry_make_it_vacuous()
    {
        Matrix<double> apart = DenseMatrix.CreateIdentity(3);
        AngleBound bound = AngleBound.Of([DenseMatrix.Create(3, 3, (i, j) => i + j + 1), apart]);
        Assert.True(bound.IsVacuous);
        Assert.Equal(bound.Steps[0].Measured, bound.Steps[1].Proven);
    }

    [Fact]
    public void Zero_columns_have_no_angle()
    {
        Matrix<double> first = DenseMatrix.OfColumnArrays([1, 2], [0, 0], [2, 1]);
        Matrix<double> second = DenseMatrix.OfColumnArrays([1, 0, 1], [0, 5, 0], [1, 1, 3]);
        AngleBound bound = AngleBound.Of([first, second]);
        Assert.Equal(2, bound.ZeroColumns); // (0, 0), and (0, 5, 0), which meets only that one
        // (3, 3) and (7, 5)
        Assert.Equal(1 - (36 / Math.Sqrt(18 * 74)), bound.Steps[1].Measured, 1e-14);
        Assert.True(bound.Steps[1].Measured <= bound.Steps[1].Proven);
    }

    [Fact]
    public void Similarity_is_measured_far_below_the_last_digit_of_1()
    {
        AngleBound bound = AngleBound.Of([
            .. Enumerable.Range(0, 14).Select(n => DenseMatrix.Create(6, 6, (i, j) => 1 + (0.1 * ((i + (j * n)) % 5)))),
        ]);
        Assert.InRange(bound.Steps[^1].Measured, 0, 1e-24);
        Assert.True(bound.Steps[3].Measured > 0);
    }

    [Fact]
    public void Matrices_that_are_no_non_negative_chain_are_refused()
    {
        Matrix<double> two = DenseMatrix.CreateIdentity(2);
        Matrix<double> negative = DenseMatrix.OfArray(
            new double[,]
            {
                { 1, 0 },
                { -1, 1 },
            }
        );
        Assert.Contains("[1, 0]", Assert.Throws<ArgumentException>(() => AngleBound.Of([two, negative])).Message);
        Assert.Contains(
            "3 rows",
            Assert.Throws<ArgumentException>(() => AngleBound.Of([two, DenseMatrix.CreateIdentity(3)])).Message
        );
        Assert.Throws<ArgumentException>(() => AngleBound.Of([two]));
        Assert.Contains(
            "every pair",
            Assert.Throws<ArgumentException>(() => AngleBound.Of([two, new DenseMatrix(2, 9000)])).Message
        );
    }

    private static Matrix<double>[] RandomChain(Random random, int size, int factors, double zeros)
    {
        int[] sizes = [.. Enumerable.Range(0, factors + 1).Select(_ => random.Next(2, size + 1))];
        return
        [
            .. Enumerable
                .Range(0, factors)
                .Select(n =>
                    (Matrix<double>)
                        DenseMatrix.Create(
                            sizes[n],
                            sizes[n + 1],
                            (_, _) => random.NextDouble() < zeros ? 0 : Math.Exp(4 * (random.NextDouble() - 0.5)) / size
                        )
                ),
        ];
    }
}
