using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>The policies of a device's steps.</summary>
internal static class DevicePolicies
{
    public static DevicePolicy Of(Step.Pointwise step)
    {
        DeviceFields fields = new();
        DeviceResult[] results = Results(fields, step, []);
        return new(fields.Operands, [], [], [], null, results);
    }

    public static DevicePolicy Of(Step.ColumnSum step)
    {
        DeviceFields fields = new();
        Expr[] values = step.Writes.Select(w => fields.Of(w.Value, step.Reads)).ToArray();
        DeviceResult[] results = step.Writes.Select((w, k) => fields.Write(w.Buffer, values[k])).ToArray();
        return new(fields.Operands, [], [], [], null, results, AddsColumns: true);
    }

    public static DevicePolicy Of(FusedProducts step)
    {
        DeviceFields fields = new();
        List<Expr> sources = [],
            maps = [];
        (int, int)[] products = step
            .Products.Select(p => (Place(sources, fields.Source(step, p)), Place(maps, p.WeightMap)))
            .ToArray();
        BufferModel[] sums = step.Products.Select(p => p.To).ToArray();
        IEnumerable<DeviceResult> kept = step.Kept.Select(k =>
            fields.Write(k, DevicePolicy.Sum(Array.IndexOf(sums, k)))
        );
        DeviceResult[] results = [.. kept, .. Results(fields, step.After, sums)];
        return new(fields.Operands, sources, maps, products, null, results);
    }

    public static DevicePolicy Of(FusedPairs step)
    {
        DeviceFields fields = new();
        Step.Pairwise pairs = step.Pairs;
        Dictionary<string, Name> reads = pairs
            .InputReads.Select(r => (r.Operand, Field: fields.Read(r.Buffer, "input")))
            .Concat(pairs.OutputReads.Select(r => (r.Operand, Field: fields.Read(r.Buffer, "output"))))
            .ToDictionary(r => r.Operand, r => r.Field);
        Expr term = pairs.To.Value.Substitute(n => reads.TryGetValue(n, out Name? field) ? field : null);
        BufferModel sum = pairs.To.Buffer;
        DeviceResult[] kept = step.IsKept ? [fields.Write(sum, DevicePolicy.Sum(0))] : [];
        DeviceResult[] results = [.. kept, .. Results(fields, step.After, [sum])];
        return new(fields.Operands, [], [], [], term, results);
    }

    /// <summary>What a product multiplies: a buffer, or the formula that would have written it.</summary>
    private static Expr Source(this DeviceFields fields, FusedProducts step, Step.Product product)
    {
        foreach (Step.Pointwise before in step.Before)
        {
            foreach (Write write in before.Writes)
            {
                if (write.Buffer == product.From)
                    return fields.Of(write.Value, before.Reads);
            }
        }

        return fields.Read(product.From);
    }

    /// <summary>What formulas write that read sums by the names of their buffers.</summary>
    private static DeviceResult[] Results(DeviceFields fields, Step.Pointwise? formulas, BufferModel[] sums)
    {
        if (formulas is null)
            return [];
        Dictionary<string, Expr> inside = sums.Select((s, k) => (s.Name, k))
            .ToDictionary(s => s.Name, s => (Expr)DevicePolicy.Sum(s.k));
        Read[] reads = formulas.Reads.Where(r => !inside.ContainsKey(r.Operand)).ToArray();
        Expr[] values = formulas
            .Writes.Select(w =>
                fields.Of(w.Value.Substitute(n => inside.TryGetValue(n, out Expr? sum) ? sum : null), reads)
            )
            .ToArray();
        return formulas.Writes.Select((w, k) => fields.Write(w.Buffer, values[k])).ToArray();
    }

    private static int Place(List<Expr> known, Expr expr)
    {
        int at = known.IndexOf(expr);
        if (at >= 0)
            return at;
        known.Add(expr);
        return known.Count - 1;
    }
}
