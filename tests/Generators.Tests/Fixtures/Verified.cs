using System.Runtime.CompilerServices;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>
/// Compares text with a file beside the test, Class.Method.verified.txt; where they differ the text is left as
/// Class.Method.received.txt for a person to look at.
/// </summary>
internal static class Verified
{
    public static void Text(string text, [CallerFilePath] string test = "", [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{method}");
        string verified = $"{stem}.verified.txt";
        string received = $"{stem}.received.txt";
        string normal = text.ReplaceLineEndings("\n");
        if (File.Exists(verified) && File.ReadAllText(verified).ReplaceLineEndings("\n") == normal)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, normal);
        Assert.Fail($"{received} is not {Path.GetFileName(verified)}; compare the two and rename it if it is right.");
    }
}
