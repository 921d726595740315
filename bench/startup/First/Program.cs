using System.Diagnostics;
using System.Runtime;
using QuickStart;
using RuleCompiler;
using RuleCompiler.Startup;

// a program that explains one picture and ends: weights from a file, one call
long begun = Stopwatch.GetTimestamp();
using FirstExplainer explainer = FirstExplainer.Load(Path.Combine(AppContext.BaseDirectory, "mnist-cnn.onnx"));
long loaded = Stopwatch.GetTimestamp();
TimeSpan compiledWhileLoading = JitInfo.GetCompilationTime();
float[] picture = new float[28 * 28];
for (int i = 0; i < picture.Length; i++)
    picture[i] = (i % 28) / 27f;
Explanation explanation = explainer.Explain(picture, target: 6);
if (args is ["--stages"])
{
    Console.WriteLine(
        $"load {Stopwatch.GetElapsedTime(begun, loaded).TotalMilliseconds:F1} ms ({compiledWhileLoading.TotalMilliseconds:F1} in the JIT), "
            + $"explain {Stopwatch.GetElapsedTime(loaded).TotalMilliseconds:F1} ms "
            + $"({(JitInfo.GetCompilationTime() - compiledWhileLoading).TotalMilliseconds:F1} in the JIT), "
            + $"{JitInfo.GetCompiledMethodCount()} methods compiled"
    );
}
return double.IsFinite(explanation.ConservationError) ? 0 : 1;

namespace RuleCompiler.Startup
{
#pragma warning disable RC0021 // what is measured is the way of all the tables
    /// <summary>z⁺ for convolutions, ε for dense layers.</summary>
    [Explainer<Digits, EpsilonPlus>]
    public sealed partial class FirstExplainer;
}
