using System.Globalization;
using System.Text;
using Microsoft.VisualBasic.FileIO;

namespace RuleCompiler.Laboratory;

/// <summary>The rows of a study in a CSV file (RFC 4180), numbers as they are, so that nothing is lost between runs.</summary>
public static class StudyTable
{
    private static readonly string[] Columns =
    [
        "network",
        "method",
        "inputs",
        "from",
        "layer",
        "one_minus_cos_median",
        "one_minus_cos_p05",
        "one_minus_cos_p95",
        "values",
        "zero_vectors",
        "not_finite",
        "histogram",
        "fingerprint",
    ];

    /// <summary>Writes all rows, the file as a whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, IEnumerable<StudyRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        StringBuilder text = new();
        Append(text, Columns);
        foreach (StudyRow row in rows)
            Append(text, Fields(row));
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Reads the rows; none where there is no file.</summary>
    /// <exception cref="FormatException">The file is no such table; the message names the line.</exception>
    public static IReadOnlyList<StudyRow> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        using TextFieldParser parser = new(path, Encoding.UTF8)
        {
            Delimiters = [","],
            HasFieldsEnclosedInQuotes = true,
            TrimWhiteSpace = false,
        };
        List<StudyRow> rows = [];
        try
        {
            if (parser.ReadFields() is not { } columns || !columns.SequenceEqual(Columns))
                throw new FormatException($"the columns are not {string.Join(",", Columns)}");
            while (parser.ReadFields() is { } fields)
                rows.Add(Row(fields));
        }
        catch (Exception e) when (e is MalformedLineException or FormatException or OverflowException)
        {
            long line = parser.LineNumber < 0 ? rows.Count + 2 : Math.Max(1, parser.LineNumber - 1);
            throw new FormatException(
                $"{path}, line {line}: this is no table of a study ({e.Message}); delete the file or name another.",
                e
            );
        }

        return rows;
    }

    private static string[] Fields(StudyRow row) =>
        [
            row.Network,
            row.Method,
            row.Inputs,
            row.From,
            row.Layer,
            Text(row.Median),
            Text(row.P05),
            Text(row.P95),
            Text(row.Values),
            Text(row.ZeroVectors),
            Text(row.NotFinite),
            string.Join(' ', row.Histogram.Select(count => Text(count))),
            row.Fingerprint,
        ];

    private static StudyRow Row(string[] fields)
    {
        if (fields.Length != Columns.Length)
            throw new FormatException($"{fields.Length} fields instead of {Columns.Length}");
        StudyRow row = new()
        {
            Network = fields[0],
            Method = fields[1],
            Inputs = fields[2],
            From = fields[3],
            Layer = fields[4],
            Median = Number(fields[5]),
            P05 = Number(fields[6]),
            P95 = Number(fields[7]),
            Values = Count(fields[8]),
            ZeroVectors = Count(fields[9]),
            NotFinite = Count(fields[10]),
            Histogram = [.. fields[11].Split(' ').Select(Count)],
            Fingerprint = fields[12],
        };
        return row.Histogram.Count == StudyRow.Edges.Count - 1
            ? row
            : throw new FormatException($"{row.Histogram.Count} bars instead of {StudyRow.Edges.Count - 1}");
    }

    private static void Append(StringBuilder text, string[] fields) =>
        text.AppendJoin(',', fields.Select(Quoted)).Append("\r\n");

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? field
            : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(IFormattable number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long Count(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
