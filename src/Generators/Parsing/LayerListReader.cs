using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>
/// Reads lists of layers: collection expressions, arrays, choices by constants, and spreads of methods called
/// with constants, which are read in place.
/// </summary>
internal sealed class LayerListReader(Compilation compilation, CancellationToken cancellation)
{
    private const int DeepestCall = 32;

    private readonly List<Location> _locations = [];
    private int _depth;

    /// <summary>Where the layers stand, in definition order: a block before its body, its body before its shortcut.</summary>
    public IReadOnlyList<Location> Locations => _locations;

    /// <exception cref="UnsupportedException">It is no list of layers that can be read.</exception>
    public List<LayerModel> Read(IOperation list, ConstantReader constants)
    {
        cancellation.ThrowIfCancellationRequested();
        BrokenCodeException.ThrowIf(list);
        return list switch
        {
            IConversionOperation { OperatorMethod: null } conversion => Read(conversion.Operand, constants),
            ICollectionExpressionOperation collection => Concat(collection.Elements, constants),
            IArrayCreationOperation { Initializer: { } initializer } => Concat(initializer.ElementValues, constants),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Read(
                constants.Truth(choice.Condition) ? choice.WhenTrue : otherwise,
                constants
            ),
            IInvocationOperation { Instance: null } call => Inline(call, constants, Read),
            _ => throw Excerpt.Unsupported(list.Syntax),
        };
    }

    private List<LayerModel> Concat(IEnumerable<IOperation> elements, ConstantReader constants)
    {
        List<LayerModel> layers = [];
        foreach (IOperation element in elements)
        {
            if (element is ISpreadOperation spread)
                layers.AddRange(Read(spread.Operand, constants));
            else
                layers.Add(ReadLayer(element, constants));
        }

        return layers;
    }

    private LayerModel ReadLayer(IOperation layer, ConstantReader constants)
    {
        BrokenCodeException.ThrowIf(layer);
        return layer switch
        {
            IConversionOperation { OperatorMethod: null } conversion => ReadLayer(conversion.Operand, constants),
            IObjectCreationOperation creation => Create(creation, constants),
            IConditionalOperation { WhenFalse: { } otherwise } choice => ReadLayer(
                constants.Truth(choice.Condition) ? choice.WhenTrue : otherwise,
                constants
            ),
            IInvocationOperation { Instance: null } call => Inline(call, constants, ReadLayer),
            _ => throw Excerpt.Unsupported(layer.Syntax),
        };
    }

    private LayerModel Create(IObjectCreationOperation creation, ConstantReader constants)
    {
        _locations.Add(creation.Syntax.GetLocation());
        return LayerReader.Read(creation, constants, branch => ReadBranch(branch, constants));
    }

    private List<LayerModel>? ReadBranch(IOperation branch, ConstantReader constants) =>
        branch switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => null,
            IConversionOperation { OperatorMethod: null } conversion => ReadBranch(conversion.Operand, constants),
            IConditionalOperation { WhenFalse: { } otherwise } choice => ReadBranch(
                constants.Truth(choice.Condition) ? choice.WhenTrue : otherwise,
                constants
            ),
            _ => Read(branch, constants),
        };

    private T Inline<T>(IInvocationOperation call, ConstantReader constants, Func<IOperation, ConstantReader, T> read)
    {
        if (_depth == DeepestCall)
            throw new UnsupportedException(call.Syntax, $"the call of '{call.TargetMethod.Name}' within itself");
        _depth++;
        IOperation returned = ReturnedValue.Of(call.TargetMethod, call.Syntax, compilation, cancellation);
        T result = read(returned, new ConstantReader(constants.ReadArguments(call.Arguments)));
        _depth--;
        return result;
    }
}
