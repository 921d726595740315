using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>What is evaluated pair by pair of an input and an output: pools, contributions that do not separate.</summary>
internal sealed partial class LayerBackward
{
    /// <summary>
    /// R_j = Σ_k Σ_s Contribution_s(a_j, w_jk)·share_sk, pair by pair. Slots of a maximum pool that read its weights at
    /// the reference take the windows as the reference decides them.
    /// </summary>
    public BufferModel[] Pairwise(BufferModel? weights)
    {
        ILookup<bool, int> slots = rule.LiveSlots.ToLookup(s => ReadsReferenceWeight(rule.Contribution[s]));
        BufferModel[][] parts = new[] { false, true }
            .Where(slots.Contains)
            .DefaultIfEmpty()
            .Select(reference => Pairwise(weights, slots[reference].ToArray(), resolve(reference ? "a0" : "a")))
            .ToArray();
        return parts.Length == 1 ? parts[0] : suffixes.Select((s, c) => Sum(parts.Select(p => p[c]), s)).ToArray();
    }

    /// <summary>Whether a formula reads the weights at the reference, of layers that have others there.</summary>
    public static bool ReadsReferenceWeight(Expr contribution) =>
        contribution.Names().Contains(Branches.ReferenceWeight);

    private BufferModel Sum(IEnumerable<BufferModel> parts, string suffix)
    {
        Dictionary<string, BufferModel> reads = parts.ToDictionary(p => p.Name);
        BufferModel sum = plan.Input(node, $"r{suffix}", Extent.Row);
        plan.Pointwise(
            plan.Backward,
            $"{node.Name}: from the input's windows and the reference's",
            Extent.Row,
            Below,
            n => reads[n],
            new Write(sum, Simplify.Sum(reads.Keys.Select(k => (Expr)new Name(k))))
        );
        return sum;
    }

    private BufferModel[] Pairwise(BufferModel? weights, int[] live, BufferModel decides)
    {
        return suffixes
            .Select(
                (suffix, c) =>
                {
                    Dictionary<string, BufferModel> shares = live.ToDictionary(
                        s => $"s{s}",
                        s =>
                            Emit(
                                Share(c, s),
                                $"s{s}{suffix}",
                                Above,
                                $"{node.Name}: share {Formula.Print(Share(c, s))}",
                                false
                            )
                    );
                    Expr term = Simplify.Sum(
                        live.Select(s => Simplify.Make(Op.Mul, OfWeight(rule.Contribution[s]), new Name($"s{s}")))
                    );
                    BufferModel result = plan.Input(node, $"r{suffix}", Extent.Row);
                    plan.Backward.Add(
                        new Step.Pairwise(
                            $"{node.Name}: {Formula.Print(term)}",
                            Extent.Row,
                            node,
                            false,
                            weights,
                            decides,
                            term.Names()
                                .Where(n => n != "w" && !shares.ContainsKey(n))
                                .Select(n => new Read(n, resolve(n)))
                                .ToEquatable(),
                            term.Names().Where(shares.ContainsKey).Select(n => new Read(n, shares[n])).ToEquatable(),
                            new(result, term)
                        )
                    );
                    return result;
                }
            )
            .ToArray();
    }

    /// <summary>The kernels hand over one weight: that which the windows of the step decide.</summary>
    public static Expr OfWeight(Expr contribution) =>
        contribution.Substitute(n => n == Branches.ReferenceWeight ? new Name("w") : null);
}
