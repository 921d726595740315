namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The composites with which drawn graphs are explained: built-in ones, and rules for every kind of layer.</summary>
internal static class DrawnComposites
{
    /// <summary>Names of composites; each explains as many graphs.</summary>
    public static readonly string[] Names =
    [
        "RuleCompiler.EpsilonPlus",
        "Joins",
        "RuleCompiler.PlainGradient",
        "RuleCompiler.DeepTaylor",
        "Contrasts",
        "RuleCompiler.InputXGradient",
        "RuleCompiler.EpsilonAlpha2Beta1",
        "Bends",
    ];

    /// <summary>
    /// Joins: rules with one and several slots at all that is neither Dense nor Conv2d. Contrasts: the reference input
    /// at every layer; no differences from it, which lose digits where layers level them. Bends: two channels, a nonlinear contribution and a percentile.
    /// </summary>
    public const string Source = """
        [Rule] public sealed partial record Bent : Rule
        {
            private float Backward(float r, float x, float y, float slope) => r * (0.5f * slope + Tanh(x) + 0.1f * y);
        }
        [Composite] public sealed partial class Joins
        {
            public static Rule? For(Layer layer) => layer switch
            {
                Add => new AlphaBeta(2, 1),
                Concat => new ZPlus(),
                Multiply => new Epsilon(0.1f),
                Affine or BatchNorm => new AlphaBeta(1.5f, 0.5f),
                Rearrange => new Epsilon(0.25f),
                AvgPool or GlobalAvgPool or MaxPool => new ZPlus(),
                Dense { IsLast: true } => new Flat(),
                Dense or Conv2d => new ZPlus(),
                Activation => new Bent(),
                _ => null,
            };
        }

        [Rule] public sealed partial record Contrast : Rule
        {
            private float Contribution(float a, float w, float a0) => (a + 0.5f * a0) * w;
            private float Share(float r, float z, float y, float y0) => r * (2 + Tanh(y * y0)) / Away(z, 0.5f);
            private float Backward(float r, float x, float x0) => r * (1 + 0.5f * Tanh(x + x0));
        }
        [Composite] public sealed partial class Contrasts
        {
            public static Rule? For(Layer layer) => new Contrast();
            private static float Finish(float r, float x, float x0) => r * (x - x0);
        }

        public readonly record struct Parts(float Up, float Down) : ISlots;
        public readonly record struct Pair(float First, float Second) : IChannels;
        public readonly record struct Both(Parts First, Parts Second) : IChannels;
        [Rule] public sealed partial record Bend : Rule
        {
            private float Contribution(float a, float w) => Tanh(a * w);
            private Pair Share(Pair r, float z) => new(r.First / Away(z, 0.5f), r.Second - 0.5f * r.First);
        }
        [Rule] public sealed partial record Split : Rule
        {
            private Parts Contribution(float a, float w) => new(Pos(a * w), Neg(a * w));
            private Both Share(Pair r, Parts z) =>
                new(new(r.First / Away(z.Up, 0.5f), 0), new(0.5f * r.Second, 0.5f * r.First / Away(z.Down, 0.5f)));
        }
        [Rule] public sealed partial record Cut : Rule
        {
            [Percentile(30)] private float Tau(float x) => x;
            private Pair Backward(Pair r, float x, float slope, float tau) => new(x > tau ? r.First : 0, r.Second * slope);
        }
        [Composite] public sealed partial class Bends
        {
            public static Rule? For(Layer layer) => layer switch
            {
                Rearrange or Concat or Add or Multiply or MaxPool or AvgPool => new Bend(),
                Dense or Conv2d or Affine or BatchNorm or GlobalAvgPool => new Split(),
                Activation => new Cut(),
                _ => null,
            };
            private static float Finish(Pair r, float x) => (r.First - 0.5f * r.Second) * x;
        }

        """;
}
