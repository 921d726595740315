using System.Text.Json;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>One archive of golden relevances with its network, weights and inputs.</summary>
internal sealed class GoldenFile
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly Lazy<JsonDocument> Json = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "golden.json")))
    );

    private readonly JsonElement _json;

    public GoldenFile(string file)
    {
        _json = Json.Value.RootElement.GetProperty("files").GetProperty(file);
        Archive = new NumpyArchive(Path.Combine(Folder, file));
        Weights = ReadWeights();
    }

    public NumpyArchive Archive { get; }

    public WeightSet Weights { get; }

    /// <summary>All entries of golden.json.</summary>
    public static IEnumerable<(string File, string Id)> Entries =>
        from file in Json.Value.RootElement.GetProperty("files").EnumerateObject()
        from entry in file.Value.GetProperty("entries").EnumerateObject()
        select (file.Name, entry.Name);

    public JsonElement Entry(string id) => _json.GetProperty("entries").GetProperty(id);

    private WeightSet ReadWeights()
    {
        JsonElement weights = _json.GetProperty("weights");
        string tag = weights.GetProperty("tag").GetString()!;
        string net = _json.GetProperty("net").GetString()!;
        bool stored = weights.GetProperty("stored").GetBoolean();
        return TestNetworks.Tensors([
            .. from element in weights.GetProperty("order").EnumerateArray()
            let name = element.GetString()!
            let shape = GoldenNetworks.Shape(net, name)
            select (name, shape, stored ? Archive.Singles($"w/{name}") : GoldenGenerator.Parameter(tag, name, shape)),
        ]);
    }
}
