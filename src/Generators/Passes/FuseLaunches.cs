using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// For devices, where a launch costs as much as a small layer: products take the formulas before and after them into
/// their own launch, and formulas over the same units become one. A layer's way down is then one launch.
/// </summary>
/// <remarks>
/// Relevance that observers may change once it is whole ends a launch: the next layer's shares are formed where they
/// are multiplied.
/// </remarks>
internal sealed class FuseLaunches(BufferUses uses, Step? firstSums)
{
    // a tile of 16 × 64 floats each: 40 KiB, where devices have 48 at least
    private const int MostTiles = 10;

    private readonly List<Launch> _done = [];

    public static Plan In(Plan plan)
    {
        Plan gathered = plan with
        {
            Prepare = GatherProducts.In(plan.Prepare).ToEquatable(),
            Forward = GatherProducts.In(plan.Forward).ToEquatable(),
            Backward = GatherProducts.In(plan.Backward).ToEquatable(),
        };
        BufferUses uses = new(gathered);
        Step? firstSums = FirstSums.Of(gathered);
        return gathered with
        {
            Prepare = Fuse(gathered.Prepare),
            Forward = Fuse(gathered.Forward),
            Backward = Fuse(gathered.Backward),
        };

        EquatableArray<Step> Fuse(EquatableArray<Step> pass) =>
            new FuseLaunches(uses, firstSums).Fused(pass).ToEquatable();
    }

    private IEnumerable<Step> Fused(IReadOnlyList<Step> steps)
    {
        List<Step> rest = [.. steps];
        while (rest.Count > 0)
        {
            Step first = rest[0];
            rest.RemoveAt(0);
            switch (first)
            {
                case Step.Product product:
                    Products(product, rest);
                    break;
                case Step.Pairwise { IsObserved: false } pairs:
                    Pairs(pairs, rest);
                    break;
                case Step.Pointwise { IsObserved: false } formulas:
                    Formulas(formulas, rest);
                    break;
                default:
                    _done.Add(new(first, [first]));
                    break;
            }
        }

        return _done.Select(launch => launch.Step);
    }

    private void Formulas(Step.Pointwise first, List<Step> rest)
    {
        List<Step> members = [first];
        (Step.Pointwise? all, List<Step> observed) = Chain(
            FuseFormulas.ByBuffers(first),
            first.Outputs,
            null,
            members,
            rest
        );
        _done.Add(new(all!, members));
        _done.AddRange(observed.Select(o => new Launch(o, [o])));
    }

    private void Pairs(Step.Pairwise pairs, List<Step> rest)
    {
        List<Step> members = [pairs];
        pairs = WithFormulas(pairs, members);
        (Step.Pointwise? after, List<Step> observed) = Chain(null, pairs.Outputs, pairs, members, rest);
        bool kept = after is null || uses.IsReadBeside(pairs.To.Buffer, members);
        _done.Add(new(new FusedPairs(Remark(pairs, after), pairs, after, kept) { Heading = pairs.Heading }, members));
        _done.AddRange(observed.Select(o => new Launch(o, [o])));
    }

    private void Products(Step.Product first, List<Step> rest)
    {
        List<Step.Product> products = [first];
        List<Step> members = [first],
            observed = [];
        bool alone = ReferenceEquals(first, firstSums);
        while (!alone && rest.Count > 0 && rest[0] is Step.Product next && Fits(products, next))
        {
            products.Add(next);
            members.Add(next);
            rest.RemoveAt(0);
        }

        Step.Pointwise? after = null;
        if (!alone && !first.IsObserved)
            (after, observed) = Chain(null, products.Select(p => p.To), first, members, rest);
        IEnumerable<BufferModel> kept = products
            .Select(p => p.To)
            .Where(to => after is null || uses.IsReadBeside(to, members));
        Step.Pointwise[] before = alone || first.IsObserved ? [] : Before(products);
        string remark = string.Join("; ", products.Select(p => p.Remark));
        _done.Add(
            new(
                new FusedProducts(
                    after is null ? remark : $"{remark}; {after.Remark}",
                    first.Extent,
                    products.ToEquatable(),
                    before.ToEquatable(),
                    after,
                    kept.ToEquatable()
                )
                {
                    Heading = before
                        .SelectMany(b => b.Heading)
                        .Concat(products.SelectMany(p => p.Heading))
                        .Concat(after?.Heading ?? EquatableArray<string>.Empty)
                        .ToEquatable(),
                    IsObserved = first.IsObserved,
                },
                members
            )
        );
        _done.AddRange(observed.Select(o => new Launch(o, [o])));
    }

    /// <summary>
    /// Takes the formulas that follow and read what is there, over the same units; and what only observers run, for
    /// behind the launch.
    /// </summary>
    private (Step.Pointwise? All, List<Step> Observed) Chain(
        Step.Pointwise? all,
        IEnumerable<BufferModel> given,
        Step? over,
        List<Step> members,
        List<Step> rest
    )
    {
        HashSet<BufferModel> inside = new(given);
        List<Step> observed = [];
        for (int at = 0; at < rest.Count; )
        {
            if (rest[at] is Step.Pointwise { IsObserved: true })
            {
                at++;
                continue;
            }

            if (
                rest[at] is not Step.Pointwise next
                || !next.Inputs.Any(inside.Contains)
                || next.Inputs.Any(b => inside.Contains(b) && uses.IsTapped(b))
                || next.Outputs.Any(b => !uses.IsWrittenOnce(b))
            )
                break;
            Step.Pointwise formulas = FuseFormulas.ByBuffers(next);
            if (all is null ? !Fits(formulas, over!) : !FuseFormulas.SameUnits(all, formulas))
                break;
            // channels of pools and pairs are those of the layer
            if (over is Step.Pairwise && FuseFormulas.ReadsChannels(formulas))
                break;
            all = all is null ? formulas : FuseFormulas.Joined(all, formulas);
            inside.UnionWith(next.Outputs);
            members.Add(next);
            observed.AddRange(rest.Take(at));
            rest.RemoveRange(0, at + 1);
            at = 0;
        }

        return (all is null ? null : FuseFormulas.Without(all, b => !uses.IsReadBeside(b, members)), observed);
    }

    /// <summary>Whether a product joins others of a launch, whose sources and maps lie in the memory of a group.</summary>
    private static bool Fits(IReadOnlyList<Step.Product> products, Step.Product next) =>
        GatherProducts.Match(products[0], next)
        && products.Append(next).Select(p => p.From).Distinct().Count()
            + products.Append(next).Select(p => p.WeightMap).Distinct().Count()
            <= MostTiles;

    private static bool Fits(Step.Pointwise formulas, Step over) =>
        formulas.Extent == over.Extent && formulas.Domain.Units == over.Outputs.First().Size;

    /// <summary>The formulas of what products multiply and nobody else reads, taken out of the steps before.</summary>
    /// <remarks>What the formulas behind the sums read, too, is no source alone, and stays a buffer.</remarks>
    private Step.Pointwise[] Before(List<Step.Product> products)
    {
        List<Step> members = [.. products];
        List<Step.Pointwise> before = [];
        foreach (BufferModel from in products.Select(p => p.From).Distinct())
        {
            Step.Pointwise? source = Taken(
                from,
                products[0],
                members,
                formulas => before.All(b => FuseFormulas.SameUnits(b, formulas))
            );
            if (source is not null)
                before.Add(source);
        }

        return before.ToArray();
    }

    /// <summary>Pairs whose term holds the formulas of what it alone would read.</summary>
    private Step.Pairwise WithFormulas(Step.Pairwise pairs, List<Step> members)
    {
        foreach (Read read in pairs.InputReads.Concat(pairs.OutputReads).ToArray())
        {
            bool ofInput = pairs.InputReads.Contains(read);
            HashSet<string> others = new(pairs.InputReads.Concat(pairs.OutputReads).Select(r => r.Operand));
            Step.Pointwise? formulas =
                read.Buffer == pairs.Decides || (ofInput && pairs.OutputReads.Any(r => r.Buffer == read.Buffer))
                    ? null
                    : Taken(
                        read.Buffer,
                        pairs,
                        members,
                        f => !FuseFormulas.ReadsChannels(f) && !f.Reads.Any(r => others.Contains(r.Operand))
                    );
            if (formulas is null)
                continue;
            Expr value = formulas.Writes[0].Value;
            pairs = pairs with
            {
                InputReads = ofInput ? Replaced(pairs.InputReads) : pairs.InputReads,
                OutputReads = ofInput ? pairs.OutputReads : Replaced(pairs.OutputReads),
                To = new(pairs.To.Buffer, pairs.To.Value.Substitute(n => n == read.Operand ? value : null)),
                Heading = formulas.Heading.Concat(pairs.Heading).ToEquatable(),
            };

            EquatableArray<Read> Replaced(EquatableArray<Read> reads) =>
                reads.Where(r => r != read).Concat(formulas.Reads).Distinct().ToEquatable();
        }

        return pairs;
    }

    /// <summary>The formula of a buffer that only these steps read, taken out of the step before; null where it stays.</summary>
    private Step.Pointwise? Taken(BufferModel from, Step reader, List<Step> members, Func<Step.Pointwise, bool> fits)
    {
        int at = _done.FindIndex(l => l.Step is Step.Pointwise p && p.Outputs.Contains(from));
        if (at < 0)
            return null;
        (Step.Pointwise step, IReadOnlyList<Step> own) = ((Step.Pointwise)_done[at].Step, _done[at].Members);
        Step.Pointwise source = FuseFormulas.Without(step, b => b != from)!;
        Node node = reader is Step.Product product ? product.Node : ((Step.Pairwise)reader).Node;
        if (
            step.IsObserved
            || step.Extent != reader.Extent
            || uses.IsReadBeside(from, [.. members, .. own])
            || source.Inputs.Any(b => !uses.IsWrittenOnce(b))
            || (SeenOften(node) && Transcendental.In(source.Writes[0].Value))
            || !fits(source)
        )
            return null;
        if (FuseFormulas.Without(step, b => b == from) is { } left)
            _done[at] = new(left, own);
        else
            _done.RemoveAt(at);
        return source;
    }

    /// <summary>Whether a window reads each unit many times.</summary>
    private static bool SeenOften(Node node) =>
        node.Window is { } window && window.KernelHeight * window.KernelWidth > 1;

    private static string Remark(Step step, Step? after) =>
        after is null ? step.Remark : $"{step.Remark}; {after.Remark}";

    /// <summary>A launch and the steps of the plan that it does.</summary>
    private sealed record Launch(Step Step, IReadOnlyList<Step> Members);
}
