namespace RuleCompiler.OnnxImport.Passes;

/// <summary>Layers taken out of a draft, whose readers read the layer before, and the indices that this changes.</summary>
internal sealed class Remap
{
    private readonly Draft _draft;
    private readonly int[] _instead;
    private readonly int[] _readers;

    public Remap(Draft draft)
    {
        _draft = draft;
        _instead = [.. Enumerable.Range(0, draft.Layers.Count)];
        _readers = new int[draft.Layers.Count];
        foreach (int input in draft.Layers.SelectMany(layer => layer.From).Append(draft.Output))
        {
            if (input >= 0)
                _readers[input]++;
        }
    }

    /// <summary>The layer that is read now by who read this one; −1 is the network's input.</summary>
    public int Now(int layer)
    {
        int found = layer;
        while (found >= 0 && _instead[found] != found)
            found = _instead[found];
        // the next search for a layer of a long chain is short
        while (layer >= 0 && _instead[layer] != found)
            (_instead[layer], layer) = (found, _instead[layer]);
        return found;
    }

    /// <summary>The only input of a layer.</summary>
    public int Input(int layer) => Now(_draft.Layers[layer].From[0]);

    /// <summary>How many inputs read a layer; the network's output counts as one.</summary>
    public int Readers(int layer) => layer < 0 ? 2 : _readers[layer];

    /// <summary>
    /// The layer that computes what a layer reads, behind layers that change neither values nor their order. Nothing
    /// but the layer reads it, nor those between; −1 where there is no such layer.
    /// </summary>
    public int SoleProducer(int layer)
    {
        int producer = Input(layer);
        while (Readers(producer) == 1)
        {
            if (!IsIdentity(producer))
                return producer;
            producer = Input(producer);
        }

        return -1;
    }

    /// <summary>Whether a layer can be taken out; a network has at least one.</summary>
    public bool CanRemove(int layer) => Input(layer) >= 0 || Now(_draft.Output) != layer;

    /// <summary>Takes out a layer with one input.</summary>
    public void Remove(int layer)
    {
        int input = Input(layer);
        if (input >= 0)
            _readers[input] += _readers[layer] - 1;
        _instead[layer] = input;
    }

    /// <summary>Takes the layers out of the draft's list and renumbers what reads the others.</summary>
    public void Finish()
    {
        int[] places = new int[_instead.Length];
        int kept = 0;
        for (int layer = 0; layer < places.Length; layer++)
            places[layer] = _instead[layer] == layer ? kept++ : -1;
        foreach (DraftLayer layer in _draft.Layers)
            layer.From = Array.ConvertAll(layer.From, Place);
        _draft.Output = Place(_draft.Output);
        DraftLayer[] layers = [.. _draft.Layers.Where((_, layer) => places[layer] >= 0)];
        _draft.Layers.Clear();
        _draft.Layers.AddRange(layers);

        int Place(int layer) => Now(layer) is >= 0 and int now ? places[now] : -1;
    }

    private bool IsIdentity(int layer) => _draft.Layers[layer].Kind is "Reshape" or "Flatten" or "Dropout";
}
