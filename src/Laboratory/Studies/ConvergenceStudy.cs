namespace RuleCompiler.Laboratory;

/// <summary>
/// Cosine similarity convergence of methods × networks × inputs (sixt2020when, Fig. 5), written to a table cell by
/// cell: a study that was ended goes on where it stopped, and one whose rule was changed measures that rule alone.
/// </summary>
/// <param name="networks">The networks with their methods and inputs.</param>
public sealed class ConvergenceStudy(IReadOnlyList<StudyNetwork> networks)
{
    /// <summary>
    /// What is measured. Where <see cref="ConvergenceOptions.From"/> is null, relevance starts at the top layer with
    /// weights of each network, unless <see cref="FromAll"/>. Its Progress is not told; its Start must be null, for what
    /// it would write cannot be read from the table.
    /// </summary>
    public ConvergenceOptions Options { get; init; } = new();

    /// <summary>Whether relevance starts at every layer with weights.</summary>
    public bool FromAll { get; init; }

    /// <summary>The CSV file to go on with and to write after each cell; null keeps the rows in memory alone.</summary>
    public string? Table { get; init; }

    /// <summary>Told how far the study is.</summary>
    public IProgress<StudyProgress>? Progress { get; init; }

    /// <summary>Measures what the table does not have yet.</summary>
    /// <returns>The rows of all cells, in the order of networks, inputs, methods and paths.</returns>
    /// <exception cref="ArgumentException">Names repeat, Options have a Start, or inputs do not fit a network; the message says which.</exception>
    /// <exception cref="FormatException">The table is none.</exception>
    /// <exception cref="IOException">The table cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the run; what is done is in the table.</exception>
    public IReadOnlyList<StudyRow> Run()
    {
        if (Options.Start is not null)
            throw new ArgumentException("A study starts with random relevances; leave Options.Start null.");
        CheckNames();
        ILookup<(string, string, string), StudyRow> known = Known();
        List<StudyRow> rows = [];
        int done = 0,
            cells = networks.Sum(network => network.Inputs.Count * network.Methods.Count);
        foreach (StudyNetwork network in networks)
        {
            foreach (StudyMethod method in network.Methods)
            {
                Options.CancellationToken.ThrowIfCancellationRequested();
                using Explainer explainer = method.Open();
                foreach (StudyInputs inputs in network.Inputs)
                {
                    (string, string, string) cell = (network.Name, method.Name, inputs.Name);
                    string name = $"{network.Name}, {method.Name}, {inputs.Name}";
                    Report(0);
                    rows.AddRange(Cell(explainer, cell, inputs.Values, [.. known[cell]], Report));
                    done++;
                    Report(0);
                    Save(rows, known);

                    void Report(double part) => Progress?.Report(new(done, cells, name, part));
                }
            }
        }

        return rows;
    }

    private IReadOnlyList<StudyRow> Cell(
        Explainer explainer,
        (string Network, string Method, string Inputs) cell,
        float[] inputs,
        StudyRow[] known,
        Action<double> report
    )
    {
        ConvergenceOptions options = Options with { Progress = new Synchronous(report) };
        if (options.From is null && !FromAll)
            options = options with { From = [explainer.ConvergenceLayers[^1]] };
        try
        {
            string fingerprint = StudyFingerprint.Of(explainer, inputs, options);
            if (known.Length > 0 && known.All(row => row.Fingerprint == fingerprint))
                return known;
            Convergence measured = explainer.Convergence(inputs, options);
            return StudyRow.Of(cell.Network, cell.Method, cell.Inputs, measured, fingerprint);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{cell.Network}, {cell.Method}, {cell.Inputs}: {e.Message}", e);
        }
    }

    private ILookup<(string, string, string), StudyRow> Known() =>
        (Table is null ? [] : StudyTable.Read(Table)).ToLookup(row => (row.Network, row.Method, row.Inputs));

    /// <summary>What a stopped run has of later cells stays in the table.</summary>
    private void Save(List<StudyRow> rows, ILookup<(string, string, string), StudyRow> known)
    {
        if (Table is null)
            return;
        HashSet<(string, string, string)> written = [.. rows.Select(row => (row.Network, row.Method, row.Inputs))];
        StudyTable.Write(Table, rows.Concat(known.Where(cell => !written.Contains(cell.Key)).SelectMany(cell => cell)));
    }

    private void CheckNames()
    {
        Once(networks.Select(network => network.Name), "networks");
        foreach (StudyNetwork network in networks)
        {
            Once(network.Methods.Select(method => method.Name), $"methods of {network.Name}");
            Once(network.Inputs.Select(inputs => inputs.Name), $"inputs of {network.Name}");
        }
    }

    private static void Once(IEnumerable<string> names, string what)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two {what} are called '{twice.Key}'.");
    }

    /// <summary>Tells on the same thread: <see cref="Progress{T}"/> would tell of a cell when the next has begun.</summary>
    private sealed class Synchronous(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
