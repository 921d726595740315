using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>HTML as it grows: what stands in the literal is markup, what fills its holes is text and is escaped.</summary>
internal sealed class Html
{
    private readonly StringBuilder text = new();

    /// <summary>Appends markup whose holes are escaped.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] Markup markup) => this;

    /// <summary>Appends what is markup already.</summary>
    public Html Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    public override string ToString() => text.ToString();

    /// <summary>Writes the parts of an interpolated string straight into the page.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder text;

        public Markup(int literalLength, int formattedCount, Html html)
        {
            text = html.text;
            text.EnsureCapacity(text.Length + literalLength + (8 * formattedCount));
        }

        public void AppendLiteral(string markup) => text.Append(markup);

        public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

        public void AppendFormatted(int value) => text.Append(CultureInfo.InvariantCulture, $"{value}");

        /// <summary>A coordinate; a hundredth of a pixel is enough.</summary>
        public void AppendFormatted(double value) => text.Append(CultureInfo.InvariantCulture, $"{value:0.##}");
    }
}
