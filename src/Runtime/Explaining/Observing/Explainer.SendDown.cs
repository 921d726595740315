namespace RuleCompiler;

/// <content>A backward pass whose relevances start within the network.</content>
public abstract partial class Explainer
{
    /// <summary>
    /// Runs the backward pass from zeros at the output. The taps write the relevances they want into the planes that they
    /// are handed: a layer's plane is handed out before the layer consumes it.
    /// </summary>
    /// <param name="input">One input.</param>
    /// <param name="columns">Relevances that go down at once.</param>
    /// <param name="taps">Writes and reads.</param>
    /// <param name="relevance">Receives [channels, columns, input].</param>
    /// <exception cref="ArgumentException">The input has a value that is not finite or outside of the declared range.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    internal void SendDown(ReadOnlySpan<float> input, int columns, ILayerTaps taps, Span<float> relevance)
    {
        OutputStart zeros = OutputStart.Made(static (_, _, _) => { }, columns);
        Run(input, 1, zeros, relevance, default, taps, nameof(input));
    }
}
