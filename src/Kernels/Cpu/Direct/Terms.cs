namespace RuleCompiler.Kernels;

/// <summary>A contribution that no product of f(a) and g(w) gives, evaluated for every pair of input and weight.</summary>
public interface IForwardTerm
{
    /// <summary>Contribution of V.Width inputs from <paramref name="input"/> on, each through its lane of <paramref name="w"/>.</summary>
    /// <typeparam name="V">The lanes to compute in.</typeparam>
    V Term<V>(in Index input, V w)
        where V : struct, ILanes<V>;
}

/// <summary>What an input gets from an output, evaluated for every pair and its weight.</summary>
public interface IBackwardTerm
{
    /// <summary>
    /// Relevance that V.Width inputs from <paramref name="input"/> on get, each from its lane of
    /// <paramref name="output"/> through its lane of <paramref name="w"/>.
    /// </summary>
    /// <typeparam name="V">The lanes to compute in.</typeparam>
    /// <typeparam name="O">Which output each lane belongs to.</typeparam>
    V Term<V, O>(in Index input, in O output, V w)
        where V : struct, ILanes<V>
        where O : struct, IOutputs;
}
