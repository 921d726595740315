namespace RuleCompiler;

/// <summary>What a tensor of a weight file is for.</summary>
public enum TensorRole
{
    /// <summary>A constant that is no parameter of a dense layer, convolution or normalisation.</summary>
    Other,

    /// <summary>The weights of a dense layer [outputs, inputs] or a convolution [outputs, inputs/groups, height, width].</summary>
    Weight,

    /// <summary>What is added to a dense layer's or convolution's output: [outputs].</summary>
    Bias,

    /// <summary>A normalisation's factor γ: [channels].</summary>
    Scale,

    /// <summary>A normalisation's summand β: [channels].</summary>
    Shift,

    /// <summary>A batch normalisation's running mean: [channels].</summary>
    Mean,

    /// <summary>A batch normalisation's running variance (not yet stabilised): [channels].</summary>
    Variance,
}
