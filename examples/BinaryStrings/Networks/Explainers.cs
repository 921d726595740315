using RuleCompiler;

namespace BinaryStrings;

[Explainer<Blocks, PlainGradient>]
public sealed partial class BlocksGradient;

[Explainer<Blocks, DeepLiftRescale>]
public sealed partial class BlocksDeepLift;

[Explainer<Blocks, AdfDiagonal>]
public sealed partial class BlocksMoments;

[Explainer<RoundedBlocks, PlainGradient>]
public sealed partial class RoundedGradient;
