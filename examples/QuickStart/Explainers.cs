using RuleCompiler;

namespace QuickStart;

[Explainer<Digits, EpsilonPlus>]
public sealed partial class PlusExplainer;

[Explainer<Digits, EpsilonGammaBox>]
public sealed partial class BoxExplainer;

[Explainer<Digits, EpsilonAlpha2Beta1Flat>]
public sealed partial class AlphaBetaExplainer;

[Explainer<Digits, EpsilonStrong>]
public sealed partial class StrongExplainer;
