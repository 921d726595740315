using System.Text;
using RuleCompiler.OnnxImport;

namespace RuleCompiler.Tasks;

/// <summary>The text that a model leaves for the generator.</summary>
internal static class NetworkText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The graph, or <c>(unsupported "…")</c> with the importer's message.</summary>
    /// <param name="model">The model.</param>
    /// <param name="note">Told what the import did.</param>
    /// <exception cref="WeightFileException">The file is missing or damaged.</exception>
    /// <exception cref="FormatException">The model's InputShape is no shape.</exception>
    public static string Of(ModelFile model, Action<string> note)
    {
        try
        {
            OnnxModel imported = OnnxModel.Read(
                model.Path,
                new OnnxOptions { Output = model.Output, InputShapes = InputShapes.Read(model.InputShape) }
            );
            foreach (string line in imported.Notes)
                note(line);
            return imported.Text;
        }
        catch (OnnxUnsupportedException e)
        {
            note(e.Problem);
            return ModelText.Unsupported(e.Problem);
        }
    }

    /// <summary>Writes the text where it changed, so that nothing is compiled again where it did not.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(ModelFile model, string text)
    {
        byte[] bytes = Utf8.GetBytes(text);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(model.Network))!);
        if (!File.Exists(model.Network) || !bytes.AsSpan().SequenceEqual(File.ReadAllBytes(model.Network)))
            AtomicFile.Write(model.Network, stream => stream.Write(bytes));
        AtomicFile.Write(model.Stamp, _ => { });
    }
}
