using System.Reflection;
using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Models;

/// <summary>What the incremental pipeline rests on: models that say the same are equal, wherever their source stands.</summary>
public class ModelEqualityTests
{
    private const string Network =
        "[Network(1, 8, 8, Low = 0)] public sealed partial class N { public static Layer[] Define() => [new Conv2d(2, 3), new Residual([new ReLU()])]; }";

    private const string Composite =
        "[Composite, Source(\"k\")] public sealed partial class C { public static Rule? For(Layer layer) => layer switch { Conv2d { IsFirst: true } => new ZBox(), _ => null }; static float Finish(float r) => Abs(r); }";

    private const string Moved = "// a comment\n\n/* another */ class Other { }\n\n";

    [Fact]
    public void Equal_networks_are_equal() => AssertEqual(ReadNetwork(Network), ReadNetwork(Network));

    [Fact]
    public void A_moved_network_is_equal() => AssertEqual(ReadNetwork(Network), ReadNetwork(Moved + Network));

    [Theory]
    [InlineData("1, 8, 8", "1, 9, 8")]
    [InlineData("Low = 0", "Low = 1")]
    [InlineData("(2, 3)", "(2, 4)")]
    [InlineData("new ReLU()]", "]")]
    [InlineData("new ReLU()]", "new ReLU()], []")]
    [InlineData("new ReLU()", "new ReLU() { Name = \"r\" }")]
    [InlineData("[Network", "[Weights(\"{layer}{parameter}\"), Network")]
    public void A_different_network_differs(string before, string after) =>
        Assert.NotEqual(ReadNetwork(Network), ReadNetwork(Network.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Equal_composites_are_equal() => AssertEqual(ReadComposite(Composite), ReadComposite(Composite));

    [Fact]
    public void A_moved_composite_is_equal() => AssertEqual(ReadComposite(Composite), ReadComposite(Moved + Composite));

    [Theory]
    [InlineData("Conv2d {", "Dense {")]
    [InlineData("IsFirst: true", "IsFirst: false")]
    [InlineData("IsFirst: true", "IsLast: true")]
    [InlineData("new ZBox()", "new ZBox(0)")]
    [InlineData("new ZBox()", "new Flat()")]
    [InlineData("Abs(r)", "r")]
    [InlineData("\"k\"", "\"l\"")]
    [InlineData("[Composite", "[Composite(Defaults = Defaults.Gradient)")]
    public void A_different_composite_differs(string before, string after) =>
        Assert.NotEqual(
            ReadComposite(Composite),
            ReadComposite(Composite.Replace(before, after, StringComparison.Ordinal))
        );

    [Fact]
    public void Graphs_are_equal_where_their_networks_are()
    {
        AssertEqual(LowerNetwork.Of(ReadNetwork(Network)), LowerNetwork.Of(ReadNetwork(Moved + Network)));
        Assert.NotEqual(
            LowerNetwork.Of(ReadNetwork(Network)),
            LowerNetwork.Of(ReadNetwork(Network.Replace("(2, 3)", "(2, 4)", StringComparison.Ordinal)))
        );
    }

    [Theory]
    [InlineData(typeof(NetworkModel))]
    [InlineData(typeof(CompositeModel))]
    [InlineData(typeof(RuleModel))]
    [InlineData(typeof(ExplainerModel))]
    [InlineData(typeof(Ir.GraphResult))]
    [InlineData(typeof(DiagnosticInfo))]
    [InlineData(typeof(Result<NetworkModel>))]
    public void Models_hold_no_symbols(Type model)
    {
        foreach (Type held in Held(model, []))
        {
            Assert.False(typeof(ISymbol).IsAssignableFrom(held), held.Name);
            Assert.False(typeof(SyntaxNode).IsAssignableFrom(held), held.Name);
            Assert.False(typeof(Compilation).IsAssignableFrom(held), held.Name);
            Assert.False(typeof(SemanticModel).IsAssignableFrom(held), held.Name);
            Assert.False(typeof(Location).IsAssignableFrom(held), held.Name);
            Assert.False(typeof(IOperation).IsAssignableFrom(held), held.Name);
            Assert.False(held == typeof(object), "a field of the type object may hold anything");
        }
    }

    /// <summary>Every type that a value of the type can hold: its fields', and those of types derived from it.</summary>
    private static HashSet<Type> Held(Type type, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type))
            return seen;
        if (type.IsArray)
            return Held(type.GetElementType()!, seen);
        foreach (
            FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        )
            Held(field.FieldType, seen);
        foreach (Type derived in typeof(NetworkModel).Assembly.GetTypes().Where(t => t.BaseType == type))
            Held(derived, seen);
        return seen;
    }

    private static NetworkModel ReadNetwork(string source) => Compiled.CompileCleanly(source).ParseNetwork().Model!;

    private static CompositeModel ReadComposite(string source) =>
        Compiled.CompileCleanly(source).ParseComposite().Model!;

    private static void AssertEqual<T>(T one, T other)
        where T : class
    {
        Assert.NotNull(one);
        Assert.NotSame(one, other);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }
}
