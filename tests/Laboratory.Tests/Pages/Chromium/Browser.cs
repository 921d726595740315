using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace RuleCompiler.Laboratory.Tests.Pages.Chromium;

/// <summary>A headless Chromium for the tests of a class; it ends with them.</summary>
public sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string profile = Directory.CreateTempSubdirectory("rulec-chromium-").FullName;
    private readonly Process? process;

    public Browser()
    {
        if (BrowserProgram.Path is not { } program)
            return;
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (
            string argument in (string[])
                [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--hide-scrollbars",
                    "--remote-debugging-port=0",
                    $"--user-data-dir={profile}",
                    "about:blank",
                ]
        )
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Opens a tab and loads a file in it.</summary>
    internal async Task<Tab> Open(string file, int width = 1280, bool script = true, bool dark = false)
    {
        using var client = new HttpClient { Timeout = Patience };
        HttpResponseMessage response = await client.PutAsync(
            $"http://127.0.0.1:{await Port()}/json/new?about:blank",
            content: null
        );
        JsonElement target = await response.Content.ReadFromJsonAsync<JsonElement>();
        var tab = await Tab.Connect(target.GetProperty("webSocketDebuggerUrl").GetString()!, Patience);
        await tab.Load(file, width, script, dark);
        return tab;
    }

    /// <summary>Chromium writes the port it took into its profile once it listens.</summary>
    private async Task<string> Port()
    {
        string file = Path.Combine(profile, "DevToolsActivePort");
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50))
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file) is [{ Length: > 0 } port, ..])
                return port;
            if (process!.HasExited)
                throw new InvalidOperationException($"{BrowserProgram.Path} ended with {process.ExitCode}.");
        }

        throw new TimeoutException($"{BrowserProgram.Path} did not listen within {Patience}.");
    }

    public void Dispose()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException) { } // a process of the browser's that is still ending writes there
    }
}

/// <summary>Where Chromium is.</summary>
internal static class BrowserProgram
{
    public const string Variable = "CHROMIUM";

    public static string? Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told
            ? (File.Exists(told) ? told : null)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(System.IO.Path.PathSeparator)
                .SelectMany(folder =>
                    new[] { "chromium", "chromium-browser", "google-chrome" }.Select(n =>
                        System.IO.Path.Combine(folder, n)
                    )
                )
                .FirstOrDefault(File.Exists);
}

/// <summary>A test that needs Chromium; skipped where it is not installed.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserTests.WhySkipped;
}

/// <summary>A theory that needs Chromium; skipped where it is not installed.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserTests.WhySkipped;
}

internal static class BrowserTests
{
    public static string? WhySkipped { get; } =
        BrowserProgram.Path is null
            ? $"Chromium is not installed: install Debian's package chromium, or set {BrowserProgram.Variable} to the program."
            : null;
}
