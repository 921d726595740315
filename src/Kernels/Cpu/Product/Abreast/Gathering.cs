namespace RuleCompiler.Kernels;

/// <summary>
/// Copies of samples from anywhere in a batch, so that they may lie abreast although zeros are skipped in others between
/// them, and of what is made of them.
/// </summary>
internal unsafe ref struct Gathering
{
    private readonly LayerProduct asked,
        copies;
    private readonly Span<int> samples;
    private int count;

    /// <param name="asked">The product of the whole batch, of one source.</param>
    /// <param name="samples">Room for as many as lie abreast.</param>
    /// <param name="scratch">Of <see cref="Size"/> numbers.</param>
    public Gathering(in LayerProduct asked, Span<int> samples, in Scratch scratch)
    {
        this.asked = asked;
        this.samples = samples;
        nint source = samples.Length * asked.SourceSize,
            target = samples.Length * asked.TargetSize;
        copies = asked with
        {
            Source = new Plane(null, scratch.Start, source),
            First = new Plane(null, scratch.Start + source, target),
            Second = asked.Second is null ? null : new Plane(null, scratch.Start + source + target, target),
            Slack = false,
        };
    }

    /// <summary>Whether as many as lie abreast have come together.</summary>
    public readonly bool IsFull => count == samples.Length;

    /// <summary>How many samples have come together.</summary>
    public readonly int Count => count;

    /// <summary>
    /// The product of the samples that have come together, or of as many as lie abreast, the last of them several times:
    /// where they are nearly so many, that is faster.
    /// </summary>
    public readonly LayerProduct Product(bool filled)
    {
        for (int i = count; filled && i < samples.Length; i++)
            Copy(copies.Source, count - 1, copies.Source, i, asked.SourceSize);
        return copies.Samples(0, filled ? samples.Length : count);
    }

    /// <summary>Numbers of memory for so many samples.</summary>
    public static nint Size(in LayerProduct asked, int samples) =>
        samples * (asked.SourceSize + asked.Maps * asked.TargetSize);

    /// <summary>Takes a sample.</summary>
    public void Add(int sample)
    {
        Copy(asked.Source, sample, copies.Source, count, asked.SourceSize);
        samples[count++] = sample;
    }

    /// <summary>Brings the results to where they were asked for.</summary>
    public void Return()
    {
        for (int i = 0; i < count; i++)
        {
            Copy(copies.First, i, asked.First, samples[i], asked.TargetSize);
            if (asked.Second is { } second)
                Copy(copies.Second!.Value, i, second, samples[i], asked.TargetSize);
        }
        count = 0;
    }

    private static void Copy(in Plane from, int sample, in Plane to, int place, nint size) =>
        Buffer.MemoryCopy(
            from.Start + sample * size,
            to.Start + place * size,
            size * sizeof(float),
            size * sizeof(float)
        );
}
