using RuleCompiler.Cli.Caching;

namespace RuleCompiler.Cli.Tests;

/// <summary>The cache of plans: never trusted when damaged, bounded, safe at the same time.</summary>
public sealed class CacheTests : IDisposable
{
    private static readonly string Key = new('a', 64);

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void APlanIsFoundAgain()
    {
        PlanCache cache = new(_place.Cache);
        Assert.Null(cache.Find(Key));
        cache.Store(Key, [1, 2, 3]);
        Assert.Equal([1, 2, 3], cache.Find(Key));
    }

    public static TheoryData<string> Damages => ["flipped", "cut", "empty", "other key", "magic"];

    [Theory]
    [MemberData(nameof(Damages))]
    public void WhatIsDamagedIsDropped(string damage)
    {
        PlanCache cache = new(_place.Cache);
        cache.Store(Key, [1, 2, 3]);
        string file = Assert.Single(Directory.GetFiles(_place.Cache));
        byte[] bytes = File.ReadAllBytes(file);
        string other = new('b', 64);
        cache.Store(other, [1, 2, 3]);
        byte[] ofOther = File.ReadAllBytes(Directory.GetFiles(_place.Cache, $"{other}*").Single());
        File.WriteAllBytes(
            file,
            damage switch
            {
                "flipped" => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
                "cut" => bytes[..^2],
                "empty" => [],
                "other key" => ofOther,
                _ => [(byte)'R', .. bytes[1..]],
            }
        );
        Assert.Null(cache.Find(Key));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void ADamagedPlanIsCompiledAgain()
    {
        float[] first = _place.Relevance("--composite", "epsilon");
        string file = Assert.Single(Directory.GetFiles(_place.Cache));
        byte[] whole = File.ReadAllBytes(file);
        byte[] bytes = [.. whole];
        for (int i = 40; i < bytes.Length; i += 97)
            bytes[i] ^= 0xFF;
        File.WriteAllBytes(file, bytes);
        Assert.Equal(first, _place.Relevance("--composite", "epsilon"));
        Assert.Equal(whole.Length, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_place.Cache))).Length);
    }

    [Fact]
    public void APlanThatIsNoAssemblyIsCompiledAgain()
    {
        float[] first = _place.Relevance("--composite", "epsilon");
        string file = Assert.Single(Directory.GetFiles(_place.Cache));
        new PlanCache(_place.Cache).Store(Path.GetFileNameWithoutExtension(file), [1, 2, 3]);
        Assert.Equal(first, _place.Relevance("--composite", "epsilon"));
    }

    [Fact]
    public void OtherRulesAreAnotherPlan()
    {
        _place.Relevance("--composite", "epsilon");
        _place.Relevance("--composite", "epsilon", "--bias", "ignore");
        _place.Relevance("--rules", "Any=Epsilon");
        _place.Relevance("--rules", "Any=Epsilon", "--defaults", "gradient");
        Assert.Equal(4, Directory.GetFiles(_place.Cache).Length);
    }

    [Fact]
    public void TheLeastRecentlyUsedGoesFirst()
    {
        PlanCache cache = new(_place.Cache, mostBytes: 3000);
        string[] keys = [.. "abc".Select(c => new string(c, 64))];
        for (int i = 0; i < keys.Length; i++)
        {
            cache.Store(keys[i], new byte[1200]);
            foreach (string file in Directory.GetFiles(_place.Cache, $"{keys[i]}*"))
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(i - 10));
            if (i == 1)
                Assert.NotNull(cache.Find(keys[0])); // now used later than the second
        }
        Assert.Null(cache.Find(keys[1]));
        Assert.NotNull(cache.Find(keys[0]));
    }

    [Fact]
    public void RunsAtTheSameTimeSeeWholePlansOrNone()
    {
        byte[] plan = new byte[100_000];
        Array.Fill(plan, (byte)7);
        Parallel.For(
            0,
            64,
            i =>
            {
                PlanCache cache = new(_place.Cache);
                if (i % 3 == 0)
                    cache.Store(Key, plan);
                else if (i % 7 == 0)
                    cache.Drop(Key);
                else if (cache.Find(Key) is { } found)
                    Assert.Equal(plan, found);
            }
        );
        Assert.Empty(Directory.GetFiles(_place.Cache, "*.tmp"));
    }

    [Fact]
    public void ACacheThatCannotBeWrittenIsNoError()
    {
        string file = _place.Write("file", "");
        PlanCache cache = new(Path.Combine(file, "cache"));
        cache.Store(Key, [1]);
        Assert.Null(cache.Find(Key));
    }
}
