namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What a dense layer on few samples is run with beside its policy.</summary>
internal struct DenseArguments
{
    /// <summary>[outputs, inputs].</summary>
    public ArrayView<float> Weights;
    public Units Source;
    public Units Target;
    public int Inputs;
    public int Outputs;

    /// <summary>Backward: groups that share one sample.</summary>
    public int Blocks;
}

/// <summary>A dense layer [outputs, inputs] on few samples: bound by reading the weights, so each is read once a sample.</summary>
internal static class Dense
{
    public const int MostItems = 64;

    /// <summary>Forward: a group takes one output of one sample, an item every items-th input.</summary>
    public static void Forward<TPolicy, TLeft, TRight, TSum>(DenseArguments a, TPolicy policy)
        where TPolicy : struct, IProduct<TLeft, TRight, TSum>
        where TLeft : unmanaged
        where TRight : unmanaged
        where TSum : unmanaged
    {
        ArrayView<TSum> part = SharedMemory.Allocate<TSum>(MostItems);
        int item = Group.IdxX,
            items = Group.DimX,
            sample = Grid.IdxX / a.Outputs,
            output = Grid.IdxX % a.Outputs;
        long source = (long)sample * a.Inputs,
            row = (long)output * a.Inputs;
        TSum sum = default;
        for (int j = item; j < a.Inputs; j += items)
            sum = policy.Add(sum, policy.Map(a.Weights[row + j]), policy.Source(Place.Of(source + j, a.Source)));
        part[item] = sum;
        for (int rest = items / 2; rest > 0; rest /= 2)
        {
            Group.Barrier();
            if (item < rest)
                part[item] = policy.Join(part[item], part[item + rest]);
        }
        if (item == 0)
            policy.Store(Place.Of((long)sample * a.Outputs + output, a.Target), part[0]);
    }

    /// <summary>Backward: an item takes one input of one sample; rows whose source is zero are not read.</summary>
    public static void Backward<TPolicy, TLeft, TRight, TSum>(DenseArguments a, TPolicy policy)
        where TPolicy : struct, IProduct<TLeft, TRight, TSum>
        where TLeft : unmanaged
        where TRight : unmanaged
        where TSum : unmanaged
    {
        int sample = Grid.IdxX / a.Blocks,
            input = Grid.IdxX % a.Blocks * Group.DimX + Group.IdxX;
        if (input >= a.Inputs)
            return;
        TSum sum = default;
        for (int k = 0; k < a.Outputs; k++)
        {
            TRight right = policy.Source(Place.Of((long)sample * a.Outputs + k, a.Source));
            if (!policy.IsZero(right))
                sum = policy.Add(sum, policy.Map(a.Weights[(long)k * a.Inputs + input]), right);
        }
        policy.Store(Place.Of((long)sample * a.Inputs + input, a.Target), sum);
    }
}
