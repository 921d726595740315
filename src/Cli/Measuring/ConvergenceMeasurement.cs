namespace RuleCompiler.Cli.Measuring;

/// <summary>How long a convergence took, and the most memory of the process meanwhile, with the weights.</summary>
/// <param name="Time">Milliseconds, all samples.</param>
/// <param name="Vectors">Random relevances from each layer.</param>
/// <param name="From">The layers, as asked.</param>
/// <param name="PeakMegabytes">10⁶ bytes.</param>
internal sealed record ConvergenceMeasurement(Timing Time, int Vectors, string From, double PeakMegabytes);
