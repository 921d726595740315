using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>Who asked for layers' values or relevances; called while a pass runs, in its order.</summary>
internal interface ILayerTaps
{
    /// <summary>Whether values are asked for, and not only relevances.</summary>
    bool Values { get; }

    /// <summary>
    /// How many of a sample's relevances have begun, at least one; null for all. Steps leave the others' rows alone, so
    /// that what calls less than all must be the only one to read a relevance with more of them.
    /// </summary>
    int? Begun => null;

    /// <summary>A piece of the batch begins.</summary>
    void Begin(int first, int samples, int columns);

    /// <summary>A layer's output, [samples, layer].</summary>
    void Value(int layer, Plane value);

    /// <summary>The relevance at a layer's output in one channel, [samples, columns, layer].</summary>
    void Relevance(int layer, int channel, Plane relevance);
}
