namespace RuleCompiler;

/// <summary>
/// An elementwise nonlinearity, any shape to the same shape. In a composite the pattern <c>Activation</c> stands for
/// all of them. Rules with <c>Backward</c> apply to it.
/// </summary>
/// <remarks>
/// Where a kind is called as a function of <see cref="Scalars"/> (Abs, Erf, Exp, Log, Sqrt, Tanh), calls such as
/// <c>Exp(x)</c> mean the function and types such as <c>new Exp()</c> the layer. In a file that says
/// <c>using static RuleCompiler.Scalars</c> the pattern of such a layer is <c>Exp { }</c> or <c>RuleCompiler.Exp</c>:
/// the bare <c>Exp</c> is the function there (CS0428).
/// <para>At a kink the slope is that of the branch below it, as ReLU has 0 at 0.</para>
/// </remarks>
public abstract record Activation : Layer;
