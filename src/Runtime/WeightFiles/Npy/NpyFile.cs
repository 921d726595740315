using RuleCompiler.WeightFiles;
using RuleCompiler.WeightFiles.Npy;

namespace RuleCompiler;

/// <summary>Reads and writes numpy's .npy files: one array each.</summary>
public static class NpyFile
{
    /// <summary>Reads an array of float16/32/64, int32/64, uint8 or bool, little endian, in C or Fortran order, versions 1 to 3.</summary>
    /// <exception cref="WeightFileException">The file is missing, damaged, or of another kind.</exception>
    public static NpyArray Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SourceFile.Read(path, stream => NpyReader.Read(stream, stream.Length, path, null));
    }

    /// <summary>Writes float32 numbers, in C order, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="values">The numbers, in C order.</param>
    /// <param name="shape">The length of every axis.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, float[] values, params int[] shape)
    {
        var tensor = new Tensor("array", shape, values);
        AtomicFile.Write(path, stream => NpyWriter.Write(stream, tensor));
    }
}
