using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The arrays of an .npz file in double precision, which the weights reader of the runtime does not keep.</summary>
internal sealed class NumpyArchive
{
    private readonly Dictionary<string, double[]> _arrays = [];

    public NumpyArchive(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            _arrays[entry.FullName[..^".npy".Length]] = Read(memory.ToArray());
        }
    }

    public double[] this[string name] => _arrays[name];

    public float[] Singles(string name) => Array.ConvertAll(_arrays[name], v => (float)v);

    /// <summary>
    /// Version 1.0 of the format: magic, a header of ASCII text, little-endian numbers in C order, or in Fortran's,
    /// which puts columns one after another.
    /// </summary>
    private static double[] Read(byte[] file)
    {
        int start = 10 + BitConverter.ToUInt16(file, 8);
        string header = Encoding.ASCII.GetString(file, 10, start - 10);
        ReadOnlySpan<byte> data = file.AsSpan(start);
        double[] values =
            header.Contains("'<f8'") ? MemoryMarshal.Cast<byte, double>(data).ToArray()
            : header.Contains("'<f4'")
                ? Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), v => (double)v)
            : header.Contains("'<i4'") ? Array.ConvertAll(MemoryMarshal.Cast<byte, int>(data).ToArray(), v => (double)v)
            : throw new NotSupportedException(header);
        return header.Contains("'fortran_order': True") ? Rows(values, header) : values;
    }

    private static double[] Rows(double[] columns, string header)
    {
        Match shape = Regex.Match(header, @"\((\d+), (\d+)\)");
        if (!shape.Success)
            throw new NotSupportedException(header);
        (int rows, int width) = (int.Parse(shape.Groups[1].Value), int.Parse(shape.Groups[2].Value));
        return [.. Enumerable.Range(0, columns.Length).Select(i => columns[(i % width * rows) + (i / width)])];
    }
}
