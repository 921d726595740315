using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RuleCompiler.Laboratory.Tests.Pages.Chromium;

/// <summary>A tab of the browser, spoken to over the DevTools protocol.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> asked = new();
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan patience;
    private Task listening = Task.CompletedTask;
    private int last;

    private Tab(TimeSpan patience) => this.patience = patience;

    /// <summary>Exceptions, messages on the console, and what the page's policy refused.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>What was loaded, apart from data: addresses.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public static async Task<Tab> Connect(string address, TimeSpan patience)
    {
        var tab = new Tab(patience);
        await tab.socket.ConnectAsync(new Uri(address), CancellationToken.None);
        tab.listening = tab.Listen();
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
            await tab.Ask($"{domain}.enable");
        return tab;
    }

    public async Task Load(string file, int width, bool script, bool dark)
    {
        await Ask("Emulation.setScriptExecutionDisabled", new() { ["value"] = !script });
        await Resize(width);
        await Media("screen", dark);
        await Ask("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        await loaded.Task.WaitAsync(patience);
    }

    /// <summary>Gives the page a width; a narrow one is a telephone's.</summary>
    public Task Resize(int width) =>
        Ask(
            "Emulation.setDeviceMetricsOverride",
            new()
            {
                ["width"] = width,
                ["height"] = 900,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = width < 600,
            }
        );

    /// <summary>Shows the page as on a medium, in dark or light colours.</summary>
    public Task Media(string medium, bool dark) =>
        Ask(
            "Emulation.setEmulatedMedia",
            new()
            {
                ["media"] = medium,
                ["features"] = new JsonArray(
                    new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }
                ),
            }
        );

    /// <summary>The value of an expression in the page; a promise is awaited.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        JsonElement answer = await Ask(
            "Runtime.evaluate",
            new()
            {
                ["expression"] = expression,
                ["returnByValue"] = true,
                ["awaitPromise"] = true,
            }
        );
        if (answer.TryGetProperty("exceptionDetails", out JsonElement failure))
            throw new InvalidOperationException(failure.GetRawText());
        JsonElement result = answer.GetProperty("result");
        return result.TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Moves the mouse, and waits for what it brings about.</summary>
    public async Task Point(double x, double y)
    {
        await Ask(
            "Input.dispatchMouseEvent",
            new()
            {
                ["type"] = "mouseMoved",
                ["x"] = x,
                ["y"] = y,
            }
        );
        await Frames();
    }

    /// <summary>Waits until what was asked of the page has been drawn: the end of the next frame but one.</summary>
    public Task Frames() =>
        Evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");

    /// <summary>The page as a PNG, to its whole height.</summary>
    public async Task<byte[]> Screenshot() =>
        (await Ask("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true }))
            .GetProperty("data")
            .GetBytesFromBase64();

    /// <summary>The page as it is printed, as a PDF.</summary>
    public async Task<byte[]> Print() =>
        (await Ask("Page.printToPDF", new() { ["printBackground"] = true })).GetProperty("data").GetBytesFromBase64();

    public async Task<JsonElement> Ask(string method, JsonObject? parameters = null)
    {
        int id = ++last;
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[id] = answer;
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );
        return await answer.Task.WaitAsync(patience);
    }

    private async Task Listen()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (socket.State == WebSocketState.Open)
        {
            WebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                return;
            }

            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            if (message.Length > 0)
                Receive(JsonDocument.Parse(message.ToArray()).RootElement);
            message.SetLength(0);
        }
    }

    private void Receive(JsonElement message)
    {
        if (message.TryGetProperty("id", out JsonElement id))
        {
            asked.TryRemove(id.GetInt32(), out TaskCompletionSource<JsonElement>? waiting);
            if (message.TryGetProperty("error", out JsonElement error))
                waiting?.SetException(new InvalidOperationException(error.GetRawText()));
            else
                waiting?.SetResult(message.GetProperty("result"));
            return;
        }

        JsonElement details = message.GetProperty("params");
        switch (message.GetProperty("method").GetString())
        {
            case "Page.loadEventFired":
                loaded.TrySetResult();
                break;
            case "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded":
                complaints.Enqueue(details.GetRawText());
                break;
            case "Network.requestWillBeSent"
                when details.GetProperty("request").GetProperty("url").GetString() is { } url
                    && !url.StartsWith("data:"):
                requests.Enqueue(url);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Ask("Page.close");
        socket.Abort();
        await listening;
        socket.Dispose();
    }
}
