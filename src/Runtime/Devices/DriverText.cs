using System.Text;

namespace RuleCompiler.Devices;

/// <summary>What drivers return as text.</summary>
internal static class DriverText
{
    /// <summary>The text up to its first zero, without the spaces that often stand around it.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim();
    }

    /// <summary>What a compiler said.</summary>
    public static string Log(ReadOnlySpan<byte> text) => Of(text) is { Length: > 0 } said ? said : "(nothing)";
}
