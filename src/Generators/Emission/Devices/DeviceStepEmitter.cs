using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints steps as launches of a device: one each, but for what is moved from several inputs.</summary>
internal sealed class DeviceStepEmitter(Plan plan, DevicePlaces places)
{
    private readonly Step.Product? _firstSums = Passes.FirstSums.Of(plan);
    private readonly Dictionary<string, int> _policies = [];
    private readonly List<(DevicePolicy, bool)> _byNumber = [];

    /// <summary>The policies of the steps printed so far; equal ones are one.</summary>
    public IEnumerable<string> Policies => _policies.OrderBy(p => p.Value).Select(p => p.Key);

    /// <summary>The same by their numbers, in no language yet, and whether their products are plain sums.</summary>
    public IReadOnlyList<(DevicePolicy Policy, bool IsSum)> ByNumber => _byNumber;

    public IEnumerable<string> Of(Step step) =>
        step switch
        {
            FusedProducts products => [Product(products)],
            FusedPairs pairs => [Pairs(pairs)],
            Step.Pointwise pointwise =>
            [
                Pointwise(step, pointwise.Domain, pointwise.Reads, DevicePolicies.Of(pointwise), ""),
            ],
            Step.ColumnSum sum =>
            [
                Pointwise(step, sum.Domain, sum.Reads, DevicePolicies.Of(sum), "AddsColumns = true, "),
            ],
            Step.Move move => Moves(move),
            Step.Percentile p =>
            [
                $"new devices::PercentileStep({Head(p)}, {Literal.Double(p.Percent)}, {places.Of(p.From)}, {places.Of(p.To)}) {{ {Common(p)} }}",
            ],
            _ => throw new InvalidOperationException($"No launch for {step.GetType().Name} is known."),
        };

    private string Pointwise(Step step, Domain domain, IEnumerable<Read> reads, DevicePolicy policy, string more)
    {
        string units = reads.Any(r => r.Buffer.Layout == Layout.Channels)
            ? $"{domain.Channels}, {domain.Length}"
            : $"1, {domain.Units}";
        return $"new devices::PointwiseStep({Head(step)}, {units}) {{ {more}{Filled(policy)}{Common(step)} }}";
    }

    private string Product(FusedProducts step)
    {
        Node node = step.Node;
        (BufferModel from, BufferModel to) = (step.Products[0].From, step.Products[0].To);
        string source = Units(from, step.Before.FirstOrDefault(Passes.FuseFormulas.ReadsChannels)),
            target = Units(to, step.After);
        string weights = step.IsSum ? "" : $"Weights = {places.Of(step.Products[0].Weights)}, ";
        string first = ReferenceEquals(step.Products[0], _firstSums) ? "IsFirstSums = true, " : "";
        return $"new devices::ProductStep({Head(step)}, {Shape(node)}, {Adjoint(step.Forward)}, {node.Rows}, {source}, {target}) {{ {weights}{first}{Filled(DevicePolicies.Of(step), step.IsSum)}{Common(step)} }}";
    }

    private string Pairs(FusedPairs step)
    {
        Step.Pairwise pairs = step.Pairs;
        Node node = pairs.Node;
        string filled = $"{{ {Filled(DevicePolicies.Of(step))}{Common(step)} }}";
        string shape = $"{Head(step)}, {Shape(node)}";
        if (pairs.Weights is null)
            return $"new devices::PoolStep({shape}, kernels::PoolKind.{StepEmitter.Pool(node)}, {Adjoint(pairs.Forward)}, {places.Of(pairs.Decides)}) {filled}";
        return $"new devices::PairStep({shape}, {Adjoint(pairs.Forward)}, {Units(node.InputShape)}, {Units(node.Shape)}, {places.Of(pairs.Weights)}) {filled}";
    }

    private IEnumerable<string> Moves(Step.Move step)
    {
        bool covered = StridedMap.Cover(step.Node.Maps, step.Node.Shape);
        int last = step.Node.Maps.Count - 1;
        return step.Node.Maps.Select(
            (_, i) =>
            {
                (BufferModel from, BufferModel to) = step.Forward
                    ? (step.From[i], step.To[0])
                    : (step.From[0], step.To[i]);
                string clears = step.Forward && i == 0 && !covered ? "true" : "false";
                string observed = i == last ? Common(step) : Observed(step);
                return $"new devices::MoveStep({Head(step)}, {ExplainerEmitter.Parts}.{StepEmitter.MapName(step.Node, i)}, {Adjoint(step.Forward)}, {clears}, {places.Of(from)}, {places.Of(to)}) {{ {observed} }}";
            }
        );
    }

    private static string Head(Step step) =>
        $"{Literal.Text(step.Remark)}, devices::Often.{(step.Extent == Extent.Shared ? "Once" : step.Extent)}";

    private static string Shape(Node node) => $"{ExplainerEmitter.Parts}.{StepEmitter.ShapeName(node)}";

    private static string Adjoint(bool forward) => forward ? "false" : "true";

    private string Filled(DevicePolicy policy, bool isSum = false)
    {
        string text = OpenClPolicy.Print(policy);
        if (!_policies.TryGetValue(text, out int number))
        {
            _policies.Add(text, number = _policies.Count);
            _byNumber.Add((policy, isSum));
        }
        return $"Policy = {number}, Operands = [{string.Join(", ", policy.Operands.Select(o => places.Of(o.Buffer)))}], ";
    }

    private string Common(Step step)
    {
        string[] taps = places.Taps(step, plan.Forward.Any(s => ReferenceEquals(s, step))).ToArray();
        return (taps.Length > 0 ? $"Taps = [{string.Join(", ", taps)}], " : "") + Observed(step);
    }

    private static string Observed(Step step) => step.IsObserved ? "IsObserved = true" : "";

    private static string Units(BufferModel buffer, Step.Pointwise? formulas) =>
        $"new({buffer.Size}, {(formulas is not null && Passes.FuseFormulas.ReadsChannels(formulas) ? formulas.Domain.Length : buffer.Size)})";

    private static string Units(Models.EquatableArray<int> shape)
    {
        long size = Shapes.Count(shape);
        return $"new({size}, {(shape.Count == 3 ? size / shape[0] : 1)})";
    }
}
