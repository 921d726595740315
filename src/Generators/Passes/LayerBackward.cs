using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>One rule on one node: shares, products down, and the relevance of the node's inputs.</summary>
/// <param name="plan">The plan under construction.</param>
/// <param name="node">The node.</param>
/// <param name="rule">Its rule.</param>
/// <param name="suffixes">What tells the channels apart in names.</param>
/// <param name="resolve">Where operands are.</param>
internal sealed partial class LayerBackward(
    PlanBuilder plan,
    Node node,
    RuleOnLayer rule,
    string[] suffixes,
    Func<string, BufferModel> resolve
)
{
    private Domain Above => Domain.Of(node);

    private Domain Below => node.IsActivation ? Domain.Of(node) : Domain.Of(node.InputShape);

    public BufferModel[] Nonlinearity(Expr[] backward, BufferModel[] above) =>
        backward
            .Select(
                (value, c) =>
                    value is Name { Symbol: "r" }
                        ? above[0]
                        : Emit(value, $"r{suffixes[c]}", Below, $"{node.Name}: {Formula.Print(value)}", true)
            )
            .ToArray();

    /// <summary>R_j = Σ_q u_q(a_j) Σ_k g_q(w_jk) s_qk, for each channel.</summary>
    public BufferModel[] Weighted()
    {
        if (rule.BackwardProducts is not { } products)
            return Pairwise(plan.Weights(node));
        int[] live = rule.LiveSlots;
        // the shares of all products and channels, each distinct one once, in one pass over memory
        Dictionary<Expr, BufferModel> shares = [];
        List<Write> writes = [];
        BufferModel[] below = suffixes.Select((suffix, c) => Column(c)).ToArray();
        return below;

        BufferModel Column(int c)
        {
            List<(Product Product, BufferModel Share)> sent = [];
            foreach (Product product in products)
            {
                Expr share = Simplify.Sum(live.Select((s, i) => Simplify.Scale(product.Slots[i], Share(c, s))));
                if (!Simplify.IsNumber(share, 0))
                    sent.Add((product, ShareBuffer(share)));
            }

            Flush();
            return Collected(
                sent.Select((p, i) => (p.Product.Input, Down(p.Product, p.Share, $"d{i}{suffixes[c]}"))).ToArray(),
                suffixes[c]
            );
        }

        BufferModel ShareBuffer(Expr share)
        {
            if (share is Name name && RuleOnLayer.IndexOf(name.Symbol, "r") is not null)
                return resolve(name.Symbol);
            if (!shares.TryGetValue(share, out BufferModel? buffer))
            {
                shares.Add(share, buffer = plan.Output(node, $"s{shares.Count}", Extent.Row));
                writes.Add(new(buffer, share));
            }

            return buffer;
        }

        void Flush()
        {
            string remark = $"{node.Name}: shares {string.Join(", ", writes.Select(w => Formula.Print(w.Value)))}";
            plan.Pointwise(plan.Backward, remark, Extent.Row, Above, resolve, writes.ToArray());
            writes.Clear();
        }
    }

    /// <summary>R_j = Collect(a_j, Σ_k Spread(w_jk, s_k)).</summary>
    public BufferModel[] Spread()
    {
        IReadOnlyList<Product> products =
            rule.SpreadProducts
            ?? throw new InvalidOperationException("A spread that is not separable was let through.");
        BufferModel?[] down = products
            .Select(
                BufferModel? (p, i) =>
                {
                    Expr share = p.Input.Substitute(ShareOperand);
                    if (Simplify.IsNumber(share, 0))
                        return null;
                    BufferModel buffer = Emit(
                        share,
                        $"s{i}",
                        Above,
                        $"{node.Name}: shares {Formula.Print(share)}",
                        false
                    );
                    return Down(p, buffer, $"d{i}");
                }
            )
            .ToArray();
        Dictionary<string, BufferModel> reads = down.OfType<BufferModel>().ToDictionary(d => d.Name);
        Expr Sum(int i) =>
            Simplify.Sum(
                products.Select(
                    (p, q) => down[q] is { } sent ? Simplify.Scale(p.Slots[i], new Name(sent.Name)) : Expr.Zero
                )
            );
        Dictionary<Expr, BufferModel> collected = [];
        return rule
            .Collect.Select(
                (collect, c) =>
                {
                    if (collected.TryGetValue(collect, out BufferModel? same))
                        return same;
                    Expr value = collect.Substitute(n => RuleOnLayer.IndexOf(n, "sums") is { } i ? Sum(i) : null);
                    BufferModel result = plan.Input(node, $"r{suffixes[c]}", Extent.Row);
                    plan.Pointwise(
                        plan.Backward,
                        $"{node.Name}: {Formula.Print(collect)}",
                        Extent.Row,
                        Below,
                        n => reads.TryGetValue(n, out BufferModel? d) ? d : resolve(n),
                        new Write(result, value)
                    );
                    collected.Add(collect, result);
                    return result;
                }
            )
            .ToArray();
    }

    /// <summary>For each branch of an Add or a Multiply, its contribution times the shares: one pass over memory.</summary>
    public BufferModel[][] OverBranches()
    {
        Branches branches = new(node, plan.Input, resolve);
        return node.Inputs.Select((_, branch) => suffixes.Select((_, c) => Of(branch, c)).ToArray()).ToArray();

        BufferModel Of(int branch, int c)
        {
            Expr value = Simplify.Sum(
                Enumerable
                    .Range(0, rule.Slots)
                    .Select(s => Simplify.Make(Op.Mul, branches.At(rule.Contribution[s], branch), Share(c, s)))
            );
            BufferModel result = plan.Input(node, $"r{suffixes[c]}_{branch}", Extent.Row);
            plan.Pointwise(
                plan.Backward,
                $"{node.Name}: branch {branch}, {Formula.Print(value)}",
                Extent.Row,
                Below,
                branches.Resolve,
                new Write(result, value)
            );
            return result;
        }
    }

    /// <summary>For each input of a Rearrange or Concat, the relevance of the units that came from it.</summary>
    public BufferModel[][] Moved()
    {
        BufferModel[][] byChannel = suffixes
            .Select(
                (suffix, c) =>
                {
                    Expr value = MoveValues.Relevance(rule, c);
                    BufferModel moved =
                        value is Name name && RuleOnLayer.IndexOf(name.Symbol, "r") is not null
                            ? resolve(name.Symbol)
                            : Emit(value, $"t{suffix}", Above, $"{node.Name}: {Formula.Print(value)}", false);
                    return MoveValues.Backward(plan, node, moved, suffix);
                }
            )
            .ToArray();
        return node.Inputs.Select((_, branch) => byChannel.Select(c => c[branch]).ToArray()).ToArray();
    }

    private Expr Share(int channel, int slot) => Distinct(rule.Share[(channel * rule.Slots) + slot]);

    private Expr? ShareOperand(string name) => RuleOnLayer.IndexOf(name, "s") is { } i ? Distinct(rule.Share[i]) : null;

    /// <summary>A formula that calls channels which are the same by one name, so that differences of them vanish.</summary>
    private Expr Distinct(Expr share) =>
        share.Substitute(name =>
            name.StartsWith("r.", StringComparison.Ordinal)
                ? new Name(
                    share
                        .Names()
                        .First(n => n.StartsWith("r.", StringComparison.Ordinal) && resolve(n) == resolve(name))
                )
                : null
        );

    private BufferModel Emit(Expr value, string suffix, Domain domain, string remark, bool below)
    {
        if (value is Name { Symbol: "r" })
            return resolve("r");
        BufferModel buffer = below ? plan.Input(node, suffix, Extent.Row) : plan.Output(node, suffix, Extent.Row);
        plan.Pointwise(plan.Backward, remark, Extent.Row, domain, resolve, new Write(buffer, value));
        return buffer;
    }

    private BufferModel Down(Product product, BufferModel share, string suffix)
    {
        BufferModel to = plan.Input(node, suffix, Extent.Row);
        plan.Backward.Add(WeightedProduct.Of(plan, node, Extent.Row, false, product, share, to, resolve));
        return to;
    }

    private BufferModel Collected((Expr Input, BufferModel Down)[] parts, string suffix)
    {
        if (parts.Length == 1 && Simplify.IsNumber(parts[0].Input, 1))
            return parts[0].Down;
        Dictionary<string, BufferModel> reads = parts.ToDictionary(p => p.Down.Name, p => p.Down);
        Expr value = Simplify.Sum(parts.Select(p => Simplify.Make(Op.Mul, p.Input, new Name(p.Down.Name))));
        BufferModel result = plan.Input(node, $"r{suffix}", Extent.Row);
        plan.Pointwise(
            plan.Backward,
            $"{node.Name}: R = {Formula.Print(value)}",
            Extent.Row,
            Below,
            n => reads.TryGetValue(n, out BufferModel? d) ? d : resolve(n),
            new Write(result, value)
        );
        return result;
    }
}
