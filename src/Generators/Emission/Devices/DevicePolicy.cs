using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>What a kernel of a device is told beside its skeleton, in no language yet.</summary>
/// <param name="Operands">The buffers that formulas name, in the order of a launch's.</param>
/// <param name="Sources">What products multiply.</param>
/// <param name="Maps">Functions of the weight <c>w</c>.</param>
/// <param name="Products">Which source and which map each sum has.</param>
/// <param name="Term">The contribution of a pair; null where there is none.</param>
/// <param name="Results">What is written.</param>
/// <param name="AddsColumns">Whether results are added over the columns of a sample.</param>
internal sealed record DevicePolicy(
    IReadOnlyList<DeviceOperand> Operands,
    IReadOnlyList<Expr> Sources,
    IReadOnlyList<Expr> Maps,
    IReadOnlyList<(int Source, int Map)> Products,
    Expr? Term,
    IReadOnlyList<DeviceResult> Results,
    bool AddsColumns = false
)
{
    /// <summary>What a formula calls the sum of a product or of pairs.</summary>
    public static Name Sum(int number) => new($"#{number}");

    /// <summary>The sum's number; −1 where the symbol is none.</summary>
    public static int SumOf(string symbol) => symbol[0] == '#' ? int.Parse(symbol.Substring(1)) : -1;

    /// <summary>What a kernel's text calls an operand's value, the weight, or a sum.</summary>
    public static string Local(string symbol) =>
        symbol == "w" ? "w"
        : SumOf(symbol) is >= 0 and var sum ? $"v{sum}"
        : $"x_{symbol}";

    /// <summary>The operand that a formula calls so.</summary>
    public DeviceOperand Operand(string symbol) => Operands.First(o => o.Field == symbol);

    /// <summary>The operands that formulas read.</summary>
    public IEnumerable<DeviceOperand> Reads(IEnumerable<Expr> formulas) =>
        formulas.SelectMany(f => f.Names()).Distinct().Where(n => n != "w" && SumOf(n) < 0).Select(Operand);
}

/// <summary>A buffer that a kernel reads or writes.</summary>
/// <param name="Field">Its name there, <c>at_…</c> or <c>to_…</c>: what it is in the formula, not in the layer at hand.</param>
/// <param name="Buffer">The buffer.</param>
/// <param name="Index">The place it is read at: <c>i</c>, or <c>input</c> or <c>output</c> of a pair.</param>
internal sealed record DeviceOperand(string Field, BufferModel Buffer, string Index)
{
    /// <summary>The member of the index that says where an element lies in the buffer.</summary>
    public string Part =>
        (Buffer.Layout, Buffer.Extent) switch
        {
            (Layout.Channels, _) => "channel",
            (Layout.Scalar, _) => "row",
            (_, Extent.Row) => "full",
            (_, Extent.Sample) => "sample",
            _ => "position",
        };
}

/// <summary>What is written, to which operand.</summary>
internal sealed record DeviceResult(DeviceOperand To, Expr Value);
