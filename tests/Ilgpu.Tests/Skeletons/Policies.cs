using ILGPU;
using RuleCompiler.Generated.Ilgpu;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>One sum: g(w) = w⁺ + 0.25·w, what is multiplied and stored as it is.</summary>
internal struct Leaning : IProduct<float, float, float>
{
    public ArrayView<float> at_x;
    public ArrayView<float> to_y;

    public float Map(float w) => Scalar.Pos(w) + 0.25f * w;

    public float Source(Place i) => at_x[i.Full];

    public bool IsZero(float right) => right == 0f;

    public float Add(float sum, float left, float right) => sum + left * right;

    public float Join(float one, float other) => one + other;

    public void Store(Place i, float v) => to_y[i.Full] = v;
}

/// <summary>Three sums of two sources and two maps, and two buffers made of them: of every member of a place one is read.</summary>
internal struct Several : IProduct<Several.Left, Several.Right, Several.Sum>
{
    public ArrayView<float> at_r;
    public ArrayView<float> at_z;
    public ArrayView<float> at_bias;
    public ArrayView<float> to_p;
    public ArrayView<float> to_q;

    public struct Left
    {
        public float M0;
        public float M1;
    }

    public struct Right
    {
        public float S0;
        public float S1;
    }

    public struct Sum
    {
        public float V0;
        public float V1;
        public float V2;
    }

    public Left Map(float w)
    {
        Left left = default;
        left.M0 = Scalar.Pos(w);
        left.M1 = Scalar.Neg(w);
        return left;
    }

    public Right Source(Place i)
    {
        Right right = default;
        right.S0 = at_r[i.Full];
        right.S1 = at_r[i.Full] / Scalar.Away(at_z[i.Sample], 0.25f);
        return right;
    }

    public bool IsZero(Right right) => right.S0 == 0f & right.S1 == 0f;

    public Sum Add(Sum sum, Left left, Right right)
    {
        sum.V0 = sum.V0 + left.M0 * right.S0;
        sum.V1 = sum.V1 + left.M1 * right.S1;
        sum.V2 = sum.V2 + left.M0 * right.S1;
        return sum;
    }

    public Sum Join(Sum one, Sum other)
    {
        one.V0 = one.V0 + other.V0;
        one.V1 = one.V1 + other.V1;
        one.V2 = one.V2 + other.V2;
        return one;
    }

    public void Store(Place i, Sum v)
    {
        to_p[i.Full] = v.V0 + at_bias[i.Channel];
        to_q[i.Full] = v.V1 - v.V2;
    }
}

/// <summary>A plain sum.</summary>
internal struct Plain : ISums<float>
{
    public ArrayView<float> at_x;
    public ArrayView<float> to_y;

    public float Source(Place i) => at_x[i.Full];

    public float Join(float one, float other) => one + other;

    public void Store(Place i, float v) => to_y[i.Full] = v;
}

/// <summary>Forward over pairs: w·factor + bias of the channel.</summary>
internal struct UpTerm : ITerm
{
    public ArrayView<float> at_factor;
    public ArrayView<float> at_bias;
    public ArrayView<float> to_y;

    public float Term(Place input, Place output, float w) => w * at_factor[input.Full] + at_bias[input.Channel];

    public void Store(Place i, float v) => to_y[i.Full] = v;
}

/// <summary>Forward over pairs: w·factor + a number of the row.</summary>
internal struct UpTermByRow : ITerm
{
    public ArrayView<float> at_factor;
    public ArrayView<float> at_bias;
    public ArrayView<float> to_y;

    public float Term(Place input, Place output, float w) => w * at_factor[input.Full] + at_bias[input.Row];

    public void Store(Place i, float v) => to_y[i.Full] = v;
}

/// <summary>Backward over pairs: w·factor·above.</summary>
internal struct DownTerm : ITerm
{
    public ArrayView<float> at_factor;
    public ArrayView<float> at_above;
    public ArrayView<float> to_y;

    public float Term(Place input, Place output, float w) => w * at_factor[input.Full] * at_above[output.Full];

    public void Store(Place i, float v) => to_y[i.Full] = v;
}

/// <summary>Reads by every member of a place.</summary>
internal struct EveryIndex : IPointwise
{
    public ArrayView<float> at_full;
    public ArrayView<float> at_sample;
    public ArrayView<float> at_position;
    public ArrayView<float> at_channel;
    public ArrayView<float> at_row;
    public ArrayView<float> to_y;

    public void At(Place i, int summed, long size) =>
        to_y[i.Full] =
            at_full[i.Full] + at_sample[i.Sample] * at_position[i.Position] + at_channel[i.Channel] - at_row[i.Row];
}

/// <summary>Squares, added over the columns of a sample.</summary>
internal struct Columns : IPointwise
{
    public ArrayView<float> at_q;
    public ArrayView<float> to_y;

    public void At(Place i, int summed, long size)
    {
        float sum = 0f;
        for (int column = 0; column < summed; column++)
        {
            float q = at_q[((long)i.SampleNumber * summed + column) * size + i.Position];
            sum += q * q;
        }
        to_y[i.Sample] = sum;
    }
}
