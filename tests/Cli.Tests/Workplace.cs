using RuleCompiler.Cli.Caching;
using RuleCompiler.Cli.Commands;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RuleCompiler.Cli.Tests;

/// <summary>A folder with inputs, a cache of its own, and runs of the tool in this process.</summary>
public sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Directory.CreateDirectory(Folder);
        Environment.SetEnvironmentVariable(PlanCache.Variable, Cache);
        NpyFile.Write(PathOf("x.npy"), Numbers(784), 1, 28, 28);
        NpyFile.Write(PathOf("batch.npy"), Numbers(3 * 784), 3, 1, 28, 28);
        NpyFile.Write(PathOf("small.npy"), Numbers(9), 3, 3);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("rulec-tests-").FullName;

    public string Cache => PathOf("cache");

    public static string Model => Path.Combine(AppContext.BaseDirectory, "Data", "mnist-cnn.onnx");

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Numbers even in [0, 1), always the same.</summary>
    public static float[] Numbers(int count)
    {
        Random random = new(7);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    public float[] Input => NpyFile.Read(PathOf("x.npy")).ToSingles();

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Runs the tool.</summary>
    public static Outcome Run(params string[] arguments)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using StringWriter said = new();
        using StringWriter complained = new();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            int code = Tool.Run(arguments);
            return new(code, said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>Explains the declared MNIST network's output 0 and gives the relevance.</summary>
    public float[] Relevance(params string[] arguments)
    {
        Outcome outcome = Run([
            "explain",
            "mnist",
            "--input",
            PathOf("x.npy"),
            "--target",
            "0",
            "-o",
            PathOf("R.npy"),
            .. arguments,
        ]);
        Assert.True(outcome.Code == 0, outcome.Error);
        return NpyFile.Read(PathOf("R.npy")).ToSingles();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(PlanCache.Variable, null);
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>How a run ended.</summary>
public sealed record Outcome(int Code, string Output, string Error)
{
    /// <summary>Asserts that the run was refused with one line that holds the pieces.</summary>
    public void IsRefused(int code, params string[] pieces)
    {
        Assert.Equal(code, Code);
        Assert.Equal("", Output);
        string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("rulec: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.All(pieces, piece => Assert.Contains(piece, line, StringComparison.Ordinal));
    }
}
