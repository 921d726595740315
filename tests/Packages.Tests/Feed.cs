namespace RuleCompiler.Packages.Tests;

/// <summary>All tests share one feed, and run one after the other, since each is a build.</summary>
[CollectionDefinition(nameof(Feed))]
public sealed class Feed : ICollectionFixture<PackageFeed>;
