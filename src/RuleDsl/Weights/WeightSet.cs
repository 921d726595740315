using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RuleCompiler;

/// <summary>The tensors of a weight file: ordered, and found by name.</summary>
/// <remarks>
/// An ONNX file gives them in the order in which the graph's nodes use them, a .npz file in the order of its
/// entries. A .safetensors file gives them by their place in the file, which its writers choose freely (often by
/// name): match those by name.
/// </remarks>
public sealed class WeightSet : IReadOnlyList<Tensor>
{
    private readonly Tensor[] tensors;
    private readonly Dictionary<string, Tensor> byName;

    /// <summary>Makes a set of tensors in the given order.</summary>
    /// <param name="origin">Where they come from (a file name), for messages.</param>
    /// <param name="tensors">The tensors, each with its own name.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public WeightSet(string origin, IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(tensors);
        Origin = origin;
        this.tensors = [.. tensors];
        byName = new Dictionary<string, Tensor>(this.tensors.Length, StringComparer.Ordinal);
        foreach (Tensor tensor in this.tensors)
        {
            if (!byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException($"{origin}: two tensors are named '{tensor.Name}'.", nameof(tensors));
            }
        }
    }

    /// <summary>Where the tensors come from (a file name), for messages.</summary>
    public string Origin { get; }

    /// <summary>The tensors, in their order.</summary>
    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>The number of tensors.</summary>
    public int Count => tensors.Length;

    /// <summary>The tensor at a place in the order, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public Tensor this[int index] => tensors[index];

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has this name; the message lists those that are there.</exception>
    public Tensor this[string name] =>
        TryGet(name, out Tensor? tensor)
            ? tensor
            : throw new KeyNotFoundException($"{Origin} holds no tensor '{name}'. It holds: {Names()}.");

    /// <summary>Looks a tensor up by its name.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out Tensor? tensor) => byName.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => ((IEnumerable<Tensor>)tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Names() =>
        tensors.Length == 0
            ? "nothing"
            : string.Join(", ", tensors.Take(20).Select(t => $"'{t.Name}'")) + (tensors.Length > 20 ? ", …" : "");
}
