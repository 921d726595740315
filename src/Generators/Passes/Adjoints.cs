using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// The adjoints of buffers on the way down: what the readers of each sent, formulas that are not computed before a
/// kernel needs them in memory. Adding up what several readers sent is so part of the formula that reads the sum.
/// </summary>
/// <remarks>Formulas call buffers by their own names.</remarks>
/// <param name="plan">The plan under construction.</param>
internal sealed class Adjoints(PlanBuilder plan)
{
    // beyond it a formula is computed once instead of being repeated in those that read it
    private const double LargestInlined = 60;

    // a longer formula says less than that it is the derivative
    private const double LargestPrinted = 16;

    private readonly Dictionary<BufferModel, List<Expr>> _sent = [];
    private readonly Dictionary<BufferModel, List<string>> _steps = [];
    private readonly Dictionary<string, BufferModel> _buffers = [];
    private readonly Dictionary<(Extent Extent, Expr Value), BufferModel> _computed = [];

    /// <summary>A buffer in a formula.</summary>
    public Name Read(BufferModel buffer)
    {
        _buffers[buffer.Name] = buffer;
        return new(buffer.Name);
    }

    /// <summary>The buffer that a formula calls by this name.</summary>
    public BufferModel Buffer(string name) => _buffers[name];

    public bool Has(BufferModel of) => _sent.ContainsKey(of);

    /// <summary>Adds to a buffer's adjoint.</summary>
    /// <param name="to">The buffer.</param>
    /// <param name="part">The formula of the part.</param>
    /// <param name="steps">The remarks of the steps up whose derivative it is; none of what is in memory.</param>
    public void Send(BufferModel to, Expr part, params string[] steps)
    {
        if (Simplify.IsNumber(part, 0))
            return;
        if (!_sent.TryGetValue(to, out List<Expr>? parts))
        {
            _sent.Add(to, parts = []);
            _steps.Add(to, []);
        }

        _steps[to].AddRange(steps);
        // units are visited in the channels of one layer
        parts.Add(Channels(parts.Append(part)).Count() > 1 ? Alone(to, part) : part);
    }

    /// <summary>The remarks of the steps up of which a buffer's adjoint is the derivative; none where it is in memory.</summary>
    public IReadOnlyList<string> Steps(BufferModel of) => Formula(of) is Name ? [] : _steps[of];

    /// <summary>What a step down computes: its formulas where they are short, and of which steps it is the derivative.</summary>
    public string Remark(IReadOnlyList<Write> writes, IEnumerable<string> steps)
    {
        string of = string.Join("; ", steps.Distinct());
        string formulas = string.Join(
            ", ",
            writes.Select(w =>
                w.Value.Size <= LargestPrinted
                    ? $"{w.Buffer.Role} = {Ir.Formula.Print(w.Value.Substitute(n => new Name(Buffer(n).Role)))}"
                    : $"{w.Buffer.Role} = Σ_y d_y·∂y/∂{w.Buffer.Role.Substring(2)}"
            )
        );
        return of.Length == 0 ? $"adjoint {formulas}" : $"adjoint {formulas} of {of}";
    }

    /// <summary>The adjoint as a formula of what is in memory.</summary>
    public Expr Formula(BufferModel of) =>
        _sent[of].Select(p => Known(of.Extent, p)).Aggregate((Expr)Expr.Zero, Partials.Add);

    /// <summary>Whether the adjoint's formula may stand in others of so many results instead of being computed once.</summary>
    public bool MayRepeat(BufferModel of, int times)
    {
        Expr formula = Formula(of);
        return formula is Name or Number
            || (
                formula.Size <= LargestInlined
                && (times <= 1 || !Costly.Is(formula))
                && Channels([formula]).Count() <= 1
            );
    }

    /// <summary>
    /// The adjoint in memory. With it, in the same pass over memory, those that will be needed there too and read what
    /// it reads.
    /// </summary>
    /// <param name="of">The buffer.</param>
    /// <param name="ready">Whether all readers of a buffer have sent their parts and it will be needed in memory.</param>
    public BufferModel InMemory(BufferModel of, Func<BufferModel, bool> ready)
    {
        Expr formula = Formula(of);
        if (formula is not Name)
        {
            List<BufferModel> together = [of];
            HashSet<string> reads = new(formula.Names());
            foreach (BufferModel other in _sent.Keys.Where(b => b != of && Alike(b, of) && ready(b)))
            {
                Expr value = Formula(other);
                if (
                    value is not Name
                    && value.Names().Any(reads.Contains)
                    && Channels(together.Select(Formula).Append(value)).Count() <= 1
                )
                    together.Add(other);
            }

            Compute(together);
        }

        return _buffers[((Name)Formula(of)).Symbol];
    }

    /// <summary>A formula's units, in the channels that something it reads is given for.</summary>
    public Domain Domain(long units, IEnumerable<Expr> formulas)
    {
        int channels = (int)Channels(formulas).DefaultIfEmpty(1).Single();
        return new(channels, checked((int)(units / channels)));
    }

    /// <summary>The numbers of channels of what formulas read channel by channel.</summary>
    public IEnumerable<long> Channels(IEnumerable<Expr> formulas) =>
        formulas
            .SelectMany(f => f.Names())
            .Select(Buffer)
            .Where(b => b.Layout == Layout.Channels)
            .Select(b => b.Size)
            .Distinct();

    /// <summary>A new buffer for an adjoint.</summary>
    public BufferModel New(BufferModel of, Extent extent)
    {
        BufferModel made = plan.Buffer($"d_{of.Name}", extent, of.Size, role: $"d_{of.Role}");
        _ = Read(made);
        return made;
    }

    private void Compute(List<BufferModel> together)
    {
        List<Write> writes = [];
        // all formulas before any of them is in memory: none reads what the step writes
        foreach ((BufferModel buffer, Expr formula) in together.Select(b => (b, Formula(b))).ToArray())
        {
            if (!_computed.TryGetValue((buffer.Extent, formula), out BufferModel? result))
            {
                result = New(buffer, buffer.Extent);
                _computed.Add((buffer.Extent, formula), result);
                writes.Add(new(result, formula));
            }

            _sent[buffer] = [Read(result)];
        }

        plan.Pointwise(
            plan.Backward,
            Remark(writes, together.SelectMany(b => _steps[b])),
            together[0].Extent,
            Domain(together[0].Size, writes.Select(w => w.Value)),
            Buffer,
            writes.ToArray()
        );
    }

    private Expr Alone(BufferModel of, Expr part)
    {
        Write write = new(New(of, of.Extent), part);
        Domain domain = Domain(of.Size, [part]);
        plan.Pointwise(plan.Backward, Remark([write], _steps[of]), of.Extent, domain, Buffer, write);
        return Read(write.Buffer);
    }

    private Expr Known(Extent extent, Expr part) =>
        _computed.TryGetValue((extent, part), out BufferModel? result) ? Read(result) : part;

    private static bool Alike(BufferModel x, BufferModel y) => (x.Extent, x.Size) == (y.Extent, y.Size);
}
