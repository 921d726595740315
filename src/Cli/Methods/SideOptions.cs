using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Methods;

/// <summary>What rules and methods may want beside the input: references, groups, tensors of rules, a seed.</summary>
internal sealed class SideOptions
{
    private readonly Option<string?> _reference;

    private readonly Option<string?> _groups = new("--groups")
    {
        Description = "Which numbers of the input are one feature: whole numbers from 0, .npy of the input's shape",
        HelpName = "FILE.npy",
    };

    private readonly Option<string?> _operands = new("--operands")
    {
        Description = "Tensors of rules' parameters, called layer.Parameter: patterns, bounds",
        HelpName = "FILE.safetensors",
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Chooses a method's random numbers [default: 0]",
        HelpName = "N",
    };

    /// <param name="reference">What the option of the reference input is called.</param>
    public SideOptions(string reference = "--reference") =>
        _reference = new(reference)
        {
            Description =
                "What is compared with (DeepLIFT, integrated gradients, occlusion, Shapley values, …): .npy or .png; of a batch the mean is taken [default: zeros]",
            HelpName = "FILE",
        };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _reference, _groups, _operands, _seed })
            command.Options.Add(option);
    }

    /// <summary>Adds all but the seed, for a verb that has one of its own.</summary>
    public void AddFilesTo(Command command)
    {
        foreach (Option option in new Option[] { _reference, _groups, _operands })
            command.Options.Add(option);
    }

    /// <summary>Adds those that rules read, for a verb that asks no method.</summary>
    public void AddRulesTo(Command command)
    {
        command.Options.Add(_reference);
        command.Options.Add(_operands);
    }

    /// <summary>Reads the files of rules for each of several composites; a file goes to those that read it.</summary>
    /// <exception cref="ToolException">A file does not fit, or nothing would read it.</exception>
    public IReadOnlyList<SideInputs> ReadRules(
        ParseResult parsed,
        Subject subject,
        IReadOnlyList<CompositeRequest> requests
    )
    {
        if (requests is [var only])
            return [ReadRules(parsed, subject, only)];
        string names = string.Join(", ", requests.Select(request => request.Composite));
        if (parsed.GetValue(_reference) is not null && !requests.Any(request => UsesReference(request, null)))
            throw Unused(_reference.Name, names, "compare with none");
        if (parsed.GetValue(_operands) is not null && !requests.Any(UsesOperands))
            throw Unused("--operands", names, "need no tensors");
        return [.. requests.Select(request => Part(ReadRules(parsed, subject, request, shared: true), request))];
    }

    /// <summary>Reads the files for each of several composites and methods; a file goes to those that read it.</summary>
    /// <exception cref="ToolException">A file does not fit, or nothing would read it.</exception>
    public IReadOnlyList<SideInputs> ReadEach(
        ParseResult parsed,
        Subject subject,
        IReadOnlyList<(AttributionMethod? Method, CompositeRequest Request)> asked
    )
    {
        if (asked is [var (method, request)])
            return [Read(parsed, subject, request, method)];
        string names = string.Join(", ", asked.Select(a => a.Method?.Name ?? a.Request.Composite));
        if (parsed.GetValue(_reference) is not null && !asked.Any(a => UsesReference(a.Request, a.Method)))
            throw Unused(_reference.Name, names, "compare with none");
        if (parsed.GetValue(_operands) is not null && !asked.Any(a => UsesOperands(a.Request)))
            throw Unused("--operands", names, "need no tensors");
        if (parsed.GetValue(_groups) is not null && !asked.Any(a => a.Method is { UsesGroups: true }))
            throw Unused("--groups", names, "know no groups");
        return
        [
            .. asked.Select(a => Part(Read(parsed, subject, a.Request, a.Method, shared: true), a.Request, a.Method)),
        ];
    }

    /// <summary>What a composite among several does not read is for the others.</summary>
    private static SideInputs Part(SideInputs sides, CompositeRequest request, AttributionMethod? method = null) =>
        sides with
        {
            References = UsesReference(request, method) ? sides.References : [],
            Operands = UsesOperands(request) ? sides.Operands : SideInputs.None.Operands,
        };

    /// <summary>Reads the files of rules; at most one reference.</summary>
    /// <exception cref="ToolException">A file does not fit, or nothing would read it.</exception>
    public SideInputs ReadRules(ParseResult parsed, Subject subject, CompositeRequest request) =>
        ReadRules(parsed, subject, request, shared: false);

    private SideInputs ReadRules(ParseResult parsed, Subject subject, CompositeRequest request, bool shared)
    {
        SideInputs sides = Read(parsed, subject, request, null, shared);
        return sides.References.Count <= 1
            ? sides
            : throw ToolException.Use($"{_reference.Name}: the file holds {sides.References.Count} samples; give one");
    }

    /// <summary>Reads the files.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="subject">The network.</param>
    /// <param name="request">By which rules; of a method, those of the composite that it asks.</param>
    /// <param name="method">The method, or null.</param>
    /// <param name="shared">Whether others may read what this one does not.</param>
    /// <exception cref="ToolException">A file does not fit, or nothing would read it.</exception>
    public SideInputs Read(
        ParseResult parsed,
        Subject subject,
        CompositeRequest request,
        AttributionMethod? method,
        bool shared = false
    )
    {
        (string? reference, string? groups, string? operands) = (
            parsed.GetValue(_reference),
            parsed.GetValue(_groups),
            parsed.GetValue(_operands)
        );
        string name = method?.Name ?? request.Composite ?? "--rules";
        BuiltInComposite? built = method is null ? BuiltInComposite.Find(request.Composite ?? "") : null;
        if (operands is null && built is { NeedsOperands: true })
            throw ToolException.Use(
                $"{name} needs patterns: --operands P.safetensors, which rulec patterns MODEL --data X.npy -o P.safetensors estimates from data"
            );
        if (!shared && reference is not null && !UsesReference(request, method))
            throw Unused(_reference.Name, name, "compares with none");
        if (shared && method is not { UsesGroups: true })
            groups = null;
        if (groups is not null && method is not { UsesGroups: true })
            throw Unused("--groups", name, "knows no groups");
        if (parsed.GetValue(_seed) is not null && method is not { IsStochastic: true })
            throw Unused("--seed", name, "uses no random numbers");
        return new(
            reference is null ? [] : NetworkInputs.ReadAll(subject, reference, _reference.Name),
            groups is null ? null : ReadGroups(subject, groups),
            operands is null ? [] : ReadOperands(operands),
            parsed.GetValue(_seed) ?? 0
        );
    }

    private static ToolException Unused(string option, string name, string why) =>
        ToolException.Use($"{option}: {name} {why}; leave {option} out");

    /// <summary>Rules of one's own are not looked into.</summary>
    private static bool UsesReference(CompositeRequest request, AttributionMethod? method) =>
        method is not null ? method.UsesReferences
        : request.Composite is { } name && BuiltInComposite.Find(name) is { } built
            ? CompositeDescription.Of(built).UsesReference
        : true;

    private static bool UsesOperands(CompositeRequest request) =>
        BuiltInComposite.Find(request.Composite ?? "") is not { NeedsOperands: false };

    private static int[] ReadGroups(Subject subject, string path)
    {
        if (!File.Exists(path))
            throw ToolException.Use($"--groups: there is no file '{path}'");
        NpyArray array = NpyFile.Read(path);
        int size = subject.Inputs.Sum(i => i.Shape.Aggregate(1, (product, extent) => product * extent));
        if (array.Length != size)
            throw ToolException.Use(
                $"--groups '{path}' [{string.Join(",", array.Shape)}] has {array.Length} numbers, the network's input {size}; give one for each"
            );
        return array.ToInts();
    }

    private static Dictionary<string, float[]> ReadOperands(string path) =>
        File.Exists(path)
            ? WeightFile.Read(path).ToDictionary(tensor => tensor.Name, tensor => tensor.Values)
            : throw ToolException.Use($"--operands: there is no file '{path}'");
}
