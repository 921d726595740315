using static RuleCompiler.Conformance.Tests.Reference.GraphTexts;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Texts that no import writes are refused by one message that says where and why.</summary>
public sealed class MalformedGraphTests
{
    private const string Dense = "(Dense \"d\" (from -1) (shape 2) (args (Units 2) (Bias 1)))";
    private const string Whole = "(map (extents 2) (read 0 1) (write 0 1))";

    private static string Layer(string text) => Graph("2", text);

    public static TheoryData<string, string> Texts() =>
        new()
        {
            { "", "missing" },
            { "(graph", "does not end" },
            { "graph", "no list" },
            { "()", "empty" },
            { new string('(', 100_000), "nested" },
            { "(network)", "'network'" },
            { "(model (notes))", "no graph" },
            { "(unsupported \"Loop (opset 17) at 'n1'\")", "Loop (opset 17)" },
            { "(graph (inputs) (layers))", "no inputs" },
            { "(graph (layers))", "'inputs'" },
            { Graph("2"), "no layers" },
            { Graph("0", Dense), "[0]" },
            { Graph("2000000000 2000000000", Dense), "impossible" },
            { Graph("2", Dense, Dense), "'d'" },
            { Inputs("(input \"x\" 1) (input \"x\" 1)", Dense), "one name" },
            { Layer("(Dense)"), "no name" },
            { Layer("(Dense \"d\" (shape 2) (args (Units 2) (Bias 1)))"), "'from'" },
            { Layer("(Dense \"d\" (from 0) (shape 2) (args (Units 2) (Bias 1)))"), "the layer 0" },
            { Layer("(Dense \"d\" (from -1 -1) (shape 2) (args (Units 2) (Bias 1)))"), "2 inputs" },
            { Layer("(Dense \"d\" (from -1) (shape 3) (args (Units 2) (Bias 1)))"), "[3]" },
            { Layer("(Dense \"d\" (from -1) (shape 2) (args (Bias 1)))"), "'Units'" },
            { Layer("(Dense \"d\" (from -1) (shape 2) (args (Units 2.5) (Bias 1)))"), "'2.5'" },
            { Layer("(Dense \"d\" (from -1) (shape 2) (args (Units 2) (Bias 2)))"), "0 or 1" },
            { Layer("(Dense \"d\" (from -1) (shape 2) (args (Units 2) (Bias 1) (Eps 1)))"), "'Eps'" },
            { Layer("(Dense \"d\" (from -1) (shape 2) (args (Units two) (Bias 1)))"), "'two'" },
            { Layer("(Softmax \"s\" (from -1) (shape 2) (args))"), "'Softmax'" },
            { Layer("(ELU \"e\" (from -1) (shape 2) (args (Alpha NaN)))"), "'NaN'" },
            { Layer("(ELU \"e\" (from -1) (shape 2) (args (Alpha Infinity)))"), "finite" },
            { Layer("(PReLU \"p\" (from -1) (shape 2) (args (Channels 3)))"), "3 channels" },
            { Layer("(Reshape \"r\" (from -1) (shape 3) (args))"), "[3]" },
            { Layer("(GlobalAvgPool \"g\" (from -1) (shape 2 1 1) (args))"), "[C,H,W]" },
            { Layer("(Add \"a\" (from -1 -1) (shape 2) (args))"), "'signs'" },
            { Layer("(Add \"a\" (from -1 -1) (shape 2) (args) (signs 1 0))"), "2 signs" },
            { Layer("(Add \"a\" (from) (shape 2) (args) (signs))"), "0 inputs" },
            { Layer("(Multiply \"m\" (from -1 -1) (shape 2) (args) (gates 1))"), "2 gates" },
            { Graph("2", Dense, "(Rearrange \"r\" (from 0) (shape 2) (args))"), "0 maps" },
            { Layer("(Rearrange \"r\" (from -1) (shape 2) (args) (map (extents 3) (read 0 1) (write 0 0)))"), "reads" },
            {
                Layer("(Rearrange \"r\" (from -1) (shape 2) (args) (map (extents 2) (read 0 1) (write 1 1)))"),
                "writes"
            },
            { Layer("(Rearrange \"r\" (from -1) (shape 2) (args) (map (extents 2) (read 0 1) (write 0 0)))"), "twice" },
            { Layer("(Rearrange \"r\" (from -1) (shape 2) (args) (map (extents 2) (read 0) (write 0 1)))"), "stride" },
            { Layer($"(Concat \"c\" (from -1 -1) (shape 4) (args) {Whole} {Whole})"), "twice" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_damaged_text_is_refused(string text, string said)
    {
        var error = Assert.Throws<FormatException>(() => LayerGraph.Parse(text));
        Assert.Contains(said, error.Message);
        Assert.EndsWith(
            said.StartsWith("Loop", StringComparison.Ordinal) ? "'n1'" : "Import the model again.",
            error.Message
        );
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Every_cut_and_every_lost_character_is_refused_or_read()
    {
        string text = Graph("2", Dense, $"(Rearrange \"r\" (from 0) (shape 2) (args) {Whole})");
        for (int i = 0; i < text.Length; i++)
        {
            Assert.IsType<FormatException>(Record.Exception(() => LayerGraph.Parse(text[..i])));
            Exception? error = Record.Exception(() => LayerGraph.Parse(text.Remove(i, 1)));
            Assert.True(error is null or FormatException, $"without {i}: {error}");
        }
    }
}
