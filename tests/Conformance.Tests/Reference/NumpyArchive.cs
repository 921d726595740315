using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

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

    /// <summary>Version 1.0 of the format: magic, a header of ASCII text, little-endian numbers in C order.</summary>
    private static double[] Read(byte[] file)
    {
        int start = 10 + BitConverter.ToUInt16(file, 8);
        string header = Encoding.ASCII.GetString(file, 10, start - 10);
        ReadOnlySpan<byte> data = file.AsSpan(start);
        return header.Contains("'<f8'") ? MemoryMarshal.Cast<byte, double>(data).ToArray()
            : header.Contains("'<f4'")
                ? Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), v => (double)v)
            : header.Contains("'<i4'") ? Array.ConvertAll(MemoryMarshal.Cast<byte, int>(data).ToArray(), v => (double)v)
            : throw new NotSupportedException(header);
    }
}
