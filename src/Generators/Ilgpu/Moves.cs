namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What values are moved by.</summary>
internal struct MoveArguments
{
    public ArrayView<float> From;
    public ArrayView<float> To;
    public ArrayView<int> Places;
    public int Inputs;
    public int Outputs;

    /// <summary>Whether places that get no value become 0.</summary>
    public int Clear;

    /// <summary>Groups that share one sample.</summary>
    public int Blocks;
}

/// <summary>Values moved as a table of places says. Every number is written by one item.</summary>
internal static class Moves
{
    /// <summary>Places: of each output the input it takes, −1 where there is none.</summary>
    public static void Forward(MoveArguments a)
    {
        int sample = Grid.IdxX / a.Blocks,
            output = Grid.IdxX % a.Blocks * Group.DimX + Group.IdxX;
        if (output >= a.Outputs)
            return;
        long to = (long)sample * a.Outputs + output;
        int place = a.Places[output];
        if (place >= 0)
            a.To[to] = a.From[(long)sample * a.Inputs + place];
        else if (a.Clear != 0)
            a.To[to] = 0;
    }

    /// <summary>Places: where the list of each input begins, after them the places of the outputs that took it.</summary>
    public static void Backward(MoveArguments a)
    {
        int sample = Grid.IdxX / a.Blocks,
            input = Grid.IdxX % a.Blocks * Group.DimX + Group.IdxX;
        if (input >= a.Inputs)
            return;
        long from = (long)sample * a.Outputs;
        float sum = 0;
        for (int at = a.Places[input]; at < a.Places[input + 1]; at++)
            sum += a.From[from + a.Places[a.Inputs + 1 + at]];
        a.To[(long)sample * a.Inputs + input] = sum;
    }
}
