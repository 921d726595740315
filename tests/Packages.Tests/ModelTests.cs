namespace RuleCompiler.Packages.Tests;

/// <summary>What the build makes of a project's .onnx files.</summary>
[Collection(nameof(Feed))]
public sealed class ModelTests(PackageFeed feed)
{
    private static readonly string Networks = Path.Combine("obj", "Debug", "net10.0", "rulecompiler");

    [Fact]
    public void Are_extracted_copied_and_cleaned_away()
    {
        string folder = Project("Copied", "plain.onnx", "folder/inner.onnx", "kept.onnx", "content.onnx");
        DotnetCommand.Run(folder, "build");
        string[] names = ["below/linked", "content", "folder/inner", "kept", "plain"];
        Assert.Equal(names.Select(name => $"{name}.onnx.network"), Files(folder, Networks, "*.network"));
        string[] copied = ["below/linked.onnx", "folder/inner.onnx", "plain.onnx", "renamed.onnx"];
        Assert.Equal(copied, Files(folder, Path.Combine("bin", "Debug", "net10.0"), "*.onnx"));

        File.Delete(Path.Combine(folder, "plain.onnx"));
        DotnetCommand.Run(folder, "build", "--no-restore");
        Assert.DoesNotContain("plain.onnx.network", Files(folder, Networks, "*.network"));

        DotnetCommand.Run(folder, "clean");
        Assert.Empty(Files(folder, Networks, "*"));
    }

    [Fact]
    public void Are_read_when_they_change_and_written_when_their_graph_does()
    {
        string folder = Project("Incremental", "a.onnx", "b.onnx");
        string text = Path.Combine(folder, Networks, "a.onnx.network");
        string stamp = text + ".stamp";
        string other = Path.Combine(folder, Networks, "b.onnx.network.stamp");
        DotnetCommand.Run(folder, Extract(restore: true));
        DateTime longAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(text, longAgo);
        DateTime before = File.GetLastWriteTimeUtc(other);

        File.SetLastWriteTimeUtc(Path.Combine(folder, "a.onnx"), File.GetLastWriteTimeUtc(stamp).AddSeconds(1));
        DateTime read = File.GetLastWriteTimeUtc(stamp);
        DotnetCommand.Run(folder, Extract(restore: false));
        Assert.True(File.GetLastWriteTimeUtc(stamp) > read);
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(text));
        Assert.Equal(before, File.GetLastWriteTimeUtc(other));

        File.Delete(text);
        DotnetCommand.Run(folder, Extract(restore: false));
        Assert.StartsWith("(model", File.ReadAllText(text));
    }

    [Fact]
    public void Are_an_error_where_a_file_is_damaged()
    {
        string folder = Project("Damaged", "sound.onnx");
        File.WriteAllBytes(Path.Combine(folder, "damaged.onnx"), [1, 2, 3, 4, 5]);
        string printed = DotnetCommand.Fail(folder, Extract(restore: true));
        Assert.Contains($"{Path.Combine(folder, "damaged.onnx")} : error : ", printed);
        Assert.Contains("<RuleCompilerModel Remove=\"damaged.onnx\" />", printed);
        Assert.DoesNotContain("at RuleCompiler", printed);
    }

    private string Project(string called, params string[] models)
    {
        string folder = feed.Project("Models", called);
        foreach (string model in models)
            PackageFeed.Model(folder, model);
        if (!File.Exists(Path.Combine(feed.Root, "outside", "linked.onnx")))
            PackageFeed.Model(feed.Root, "outside", "linked.onnx");
        return folder;
    }

    private static string[] Extract(bool restore) =>
        restore ? ["msbuild", "-restore", "-t:AddOnnxNetworks"] : ["msbuild", "-t:AddOnnxNetworks"];

    private static string[] Files(string project, string folder, string pattern)
    {
        string root = Path.Combine(project, folder);
        return !Directory.Exists(root)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(root, pattern, SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal),
            ];
    }
}
