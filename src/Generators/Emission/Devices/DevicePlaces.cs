using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints where a device's buffers lie, and who asks for them.</summary>
internal sealed class DevicePlaces(Plan plan, PlanBuffers buffers, BufferModel[] parameters)
{
    // taps come from the last layer to the first; layers that share a buffer are told in execution order
    private readonly ILookup<BufferModel, int> _layers = plan
        .Taps.Select((tap, layer) => (tap.Value, layer))
        .Reverse()
        .ToLookup(t => t.Value, t => t.layer);
    private readonly ILookup<BufferModel, (int Layer, int Channel)> _channels = plan
        .Taps.SelectMany((tap, layer) => tap.Channels.Select((buffer, channel) => (buffer, layer, channel)))
        .ToLookup(t => t.buffer, t => (t.layer, t.channel));

    /// <summary>The sizes of the arenas.</summary>
    public IEnumerable<string> Floats =>
        [
            $"SampleFloats = {buffers.SampleFloats},",
            $"RowFloats = {buffers.RowFloats},",
            $"SharedFloats = {buffers.SharedFloats},",
            $"ObservedFloats = {buffers.ObservedFloats},",
        ];

    public string Of(BufferModel buffer) =>
        buffer.Origin is Origin.Weight or Origin.Bias or Origin.Operand
            ? $"new devices::DevicePlace(devices::DeviceArena.Parameter, {Array.IndexOf(parameters, buffer)}, {buffer.Size})"
        : buffers.IsObserved(buffer)
            ? $"new devices::DevicePlace(devices::DeviceArena.Observed, {buffers.OffsetOf(buffer)}, {buffer.Size})"
        : $"new devices::DevicePlace(devices::DeviceArena.{buffer.Extent}, {buffers.OffsetOf(buffer)}, {buffer.Size})";

    /// <summary>What observers ask for of buffers that a caller gives.</summary>
    public IEnumerable<string> Given(IEnumerable<BufferModel> given, bool isValue) =>
        given.SelectMany(buffer => isValue ? Values(buffer) : Relevances(buffer));

    /// <summary>What observers ask for of what a step of a pass writes.</summary>
    public IEnumerable<string> Taps(Step step, bool isForward) =>
        step.Outputs.SelectMany(buffer => isForward ? Values(buffer) : Relevances(buffer));

    private IEnumerable<string> Values(BufferModel buffer) =>
        _layers[buffer].Select(layer => $"new({layer}, -1, {Of(buffer)})");

    private IEnumerable<string> Relevances(BufferModel buffer) =>
        _channels[buffer].Select(t => $"new({t.Layer}, {t.Channel}, {Of(buffer)})");
}
