using static RuleCompiler.Conformance.Tests.Compiled.RoleFixture;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Rules whose operands are role types, reductions or tensors, compiled against interpreted.</summary>
public sealed class RoleTests
{
    private const string Contrast = """
        public readonly record struct Parts(float Up, float Down) : ISlots;
        public readonly record struct Pair(float First, float Second) : IChannels;
        public readonly record struct Both(Parts First, Parts Second) : IChannels;
        [Rule] public sealed partial record Contrast(float G = 0.5f) : Rule
        {
            private Parts Contribution(float a, float w) => new(Pos(a * w), Neg(a * w));
            private Both Share(Pair r, Parts z) =>
                new(new(r.First / Away(z.Up, 0.1f), 0), new(G * r.First / Away(z.Up, 0.1f), r.Second / Away(z.Down, 0.1f)));
            private Pair Backward(Pair r, float x) => new(r.First, x > 0 ? r.Second : 0.5f * r.First);
        }

        """;

    private const string UseContrast =
        "public static Rule? For(Layer layer) => layer switch { Dense or Conv2d or ReLU => new Contrast(0.25f), _ => null };";

    [Fact]
    public void Channels_travel_together() =>
        Check($"{Contrast}[Composite] public sealed partial class Composed {{ {UseContrast} }}", hasFinish: false);

    [Fact]
    public void Finish_makes_one_number_of_channels()
    {
        const string finish = "public static float Finish(Pair r, float x) => (r.First - 0.5f * r.Second) * x;";
        Check($"{Contrast}[Composite] public sealed partial class Composed {{ {UseContrast} {finish} }}");
    }

    [Theory]
    [InlineData("float r")] // one number, and two arrive
    [InlineData("Many r")] // three, and two arrive
    public void Finish_that_reads_other_channels_than_arrive_is_reported(string r)
    {
        string read = r == "float r" ? "r" : "r.Third";
        string source =
            $"{Network}{Contrast}public readonly record struct Many(float First, float Second, float Third) : IChannels;"
            + $"[Composite] public sealed partial class Composed {{ {UseContrast} public static float Finish({r}) => {read}; }}";
        Assert.Contains(InMemory.Diagnose(source), d => d.Id == "RC0002");
    }

    [Fact]
    public void A_role_type_of_one_member_is_like_a_float() =>
        Check(
            """
            public readonly record struct One(float Only) : ISlots;
            [Rule] public sealed partial record Single : Rule
            {
                private One Contribution(float a, float w) => new(Abs(a * w));
                private One Share(float r, One z) => new(r / Away(z.Only));
            }
            [Composite] public sealed partial class Composed
            {
                public static Rule? For(Layer layer) => layer switch { Dense or Conv2d => new Single(), _ => null };
            }
            """
        );

    [Fact]
    public void Collect_picks_sums_by_the_reference()
    {
        float[] reference = RandomTensors.Fill(new Random(3), Inputs);
        Check(
            """
            [Rule] public sealed partial record Reveal : Rule
            {
                private float Contribution(float a, float w) => a * w;
                private float Share(float r, float z, float y, float y0) => r * (y - y0) / Away(z, 0.5f);
                private (float Up, float Down) Spread(float w, float s) => (Pos(w) * s, Neg(w) * s);
                private float Collect(float a, float a0, (float Up, float Down) sums) => a > a0 ? sums.Up - 0.5f * sums.Down : a < a0 ? sums.Down : 0.1f * sums.Up;
                private float Backward(float r, float x, float x0) => x > x0 ? r : 0.5f * r;
            }
            [Composite] public sealed partial class Composed
            {
                public static Rule? For(Layer layer) => layer switch { Dense or Conv2d or ReLU => new Reveal(), _ => null };
                public static float Finish(float r, float x, float x0) => r * (x - x0);
            }
            """,
            reference
        );
    }

    [Fact]
    public void A_percentile_of_the_layer_is_an_operand_of_Backward() =>
        Check(
            """
            [Rule] public sealed partial record Rectified : Rule
            {
                [Percentile(70)] private float Tau(float x, float r) => x * r;
                private float Backward(float r, float x, float tau) => x * r > tau ? r : 0;
            }
            [Composite(Defaults = Defaults.Gradient)] public sealed partial class Composed
            {
                public static Rule? For(Layer layer) => layer switch { ReLU => new Rectified(), _ => null };
            }
            """
        );

    [Fact]
    public void A_per_weight_parameter_is_a_tensor_given_at_run_time() =>
        Check(
            PatternOf("a * w * P + 0.2f * Pos(a) * Abs(w)"),
            operands: new()
            {
                ["conv1.P"] = RandomTensors.Fill(new Random(4), 4 * 2 * 9, 0.5),
                ["dense2.P"] = RandomTensors.Fill(new Random(5), 3 * 6, 0.5),
            }
        );

    [Fact]
    public void A_per_weight_parameter_in_a_contribution_that_is_not_separable_is_reported() =>
        Assert.Contains(InMemory.Diagnose(Network + PatternOf("Tanh(a * w) * P")), d => d.Id == "RC0011");

    private static string PatternOf(string contribution) =>
        $$"""
            [Rule] public sealed partial record Pattern([PerWeight] float P = 0.5f) : Rule
            {
                private float Contribution(float a, float w) => {{contribution}};
                private float Share(float r, float z) => r / Away(z, 0.25f);
            }
            [Composite] public sealed partial class Composed
            {
                public static Rule? For(Layer layer) => layer switch { Dense or Conv2d => new Pattern(), _ => null };
            }
            """;
}
