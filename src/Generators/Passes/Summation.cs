using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Runs the products of a layer's sums, and adds them up slot by slot in one pass over memory.</summary>
internal sealed class Summation
{
    private readonly PlanBuilder _plan;
    private readonly Node _node;
    private readonly Extent _extent;
    private readonly IReadOnlyList<Product> _products;
    private readonly Dictionary<string, BufferModel> _reads = [];
    private readonly BufferModel[] _sums;

    public Summation(
        PlanBuilder plan,
        Node node,
        IReadOnlyList<Product> products,
        Func<string, BufferModel> resolve,
        Extent extent = Extent.Sample
    )
    {
        (_plan, _node, _products, _extent) = (plan, node, products, extent);
        _sums = products.Select((p, i) => Run(p, i, resolve)).ToArray();
        if (node.AddsBias)
            _reads["b"] = plan.Bias(node);
    }

    /// <summary>Whether two slots add up the same products.</summary>
    public bool SameSum(int slot, int other) => _products.All(p => p.Slots[slot] == p.Slots[other]);

    /// <summary>A buffer read in what <see cref="Finish"/> computes.</summary>
    public Expr Read(BufferModel buffer)
    {
        _reads[buffer.Name] = buffer;
        return new Name(buffer.Name);
    }

    /// <summary>
    /// The buffer of a slot's sum and a bias term: a product's own buffer where it is that alone, else a new one
    /// that is added to the writes.
    /// </summary>
    public BufferModel Result(string suffix, int slot, Expr bias, List<Write> writes)
    {
        int[] parts = Enumerable.Range(0, _products.Count).Where(i => _products[i].Slots[slot] != 0).ToArray();
        if (
            parts.Length == 1
            && _products[parts[0]].Slots[slot] == 1
            && Simplify.IsNumber(bias, 0)
            && _sums[parts[0]].Extent == _extent
        )
            return _sums[parts[0]];
        BufferModel result = _plan.Output(_node, suffix, _extent);
        Expr sum = parts.Aggregate(
            (Expr)Expr.Zero,
            (total, i) => Simplify.Add(total, Simplify.Scale(_products[i].Slots[slot], Read(_sums[i])))
        );
        writes.Add(new(result, Simplify.Add(sum, bias)));
        return result;
    }

    public void Finish(List<Write> writes) =>
        _plan.Pointwise(
            _plan.Forward,
            $"{_node.Name}: sums and bias",
            _extent,
            Domain.Of(_node),
            n => _reads[n],
            writes.ToArray()
        );

    private BufferModel Run(Product product, int index, Func<string, BufferModel> resolve)
    {
        bool hoisted = product.Kind == ProductKind.Hoisted;
        List<Step> steps = hoisted ? _plan.Prepare : _plan.Forward;
        Extent extent = hoisted ? Extent.Shared : _extent;
        BufferModel from;
        if (product.Input is Name name && resolve(name.Symbol).Extent == extent)
        {
            from = resolve(name.Symbol);
        }
        else
        {
            from = _plan.Input(_node, $"f{index}", extent);
            _plan.Pointwise(
                steps,
                $"{_node.Name}: {Formula.Print(product.Input)}",
                extent,
                Domain.Of(_node.InputShape),
                resolve,
                new Write(from, product.Input)
            );
        }

        BufferModel to = _plan.Output(_node, $"p{index}", extent);
        steps.Add(WeightedProduct.Of(_plan, _node, extent, true, product, from, to, resolve));
        return to;
    }
}
