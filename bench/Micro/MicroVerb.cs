using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RuleCompiler.Bench.Micro;

/// <summary>BenchmarkDotNet over kernels and whole explanations.</summary>
internal static class MicroVerb
{
    /// <param name="options">BenchmarkDotNet's own; everything is run where they do not filter.</param>
    public static void Run(string[] options)
    {
        // in this process: explainers are compiled at run time, from the assemblies that are loaded
        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher
            .FromAssembly(typeof(MicroVerb).Assembly)
            .Run(options.Length > 0 ? options : ["--filter", "*"], config);
    }
}
