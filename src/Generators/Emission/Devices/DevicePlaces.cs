using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints where a device's buffers lie, and who asks for them.</summary>
internal sealed class DevicePlaces(Plan plan, PlanBuffers buffers, BufferModel[] parameters)
{
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

    // taps come from the last layer to the first; layers that share a buffer are told in execution order
    private IEnumerable<string> Values(BufferModel buffer) =>
        plan
            .Taps.Select((tap, layer) => (tap, layer))
            .Where(t => t.tap.Value == buffer)
            .Reverse()
            .Select(t => $"new({t.layer}, -1, {Of(buffer)})");

    private IEnumerable<string> Relevances(BufferModel buffer) =>
        from t in plan.Taps.Select((tap, layer) => (tap, layer))
        from c in t.tap.Channels.Select((channel, number) => (channel, number))
        where c.channel == buffer
        select $"new({t.layer}, {c.number}, {Of(buffer)})";
}
