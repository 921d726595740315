using System.ComponentModel;

namespace RuleCompiler;

/// <summary>A network, as the generator completes it.</summary>
public interface INetwork
{
    /// <summary>The layers in execution order, with names and shapes.</summary>
    static abstract LayerGraph Graph { get; }

    /// <summary>The input's shape without the batch.</summary>
    static abstract int[] InputShape { get; }

    /// <summary>The least and the largest value an input takes; infinite where the network declares none.</summary>
    static abstract (float Low, float High) InputRange { get; }

    /// <summary>The pattern of the tensors' names in a weights file, or null where they are taken in order.</summary>
    static abstract string? WeightsPattern { get; }
}

/// <summary>A composite, as the generator completes it.</summary>
public interface IComposite
{
    /// <summary>The rule of a layer, or null for the family's default.</summary>
    static abstract Rule? For(Layer layer);

    /// <summary>The family.</summary>
    static abstract Defaults Family { get; }

    /// <summary>What relevance starts as where a call does not say.</summary>
    static virtual OutputRelevance Start => OutputRelevance.Logit;

    /// <summary>Whether batch norms are folded into the layer before them.</summary>
    static virtual bool FoldsBatchNorm => true;

    /// <summary>What is done with the relevance at the input: Finish(r, x, x0), or null for nothing.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract ScalarFunction? FinishBody { get; }
}
