using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads the creation of one layer.</summary>
internal static class LayerReader
{
    /// <param name="creation">The creation.</param>
    /// <param name="constants">Reads its arguments.</param>
    /// <param name="readBranch">Reads a block's list of layers; null where there is none.</param>
    /// <exception cref="UnsupportedException">The layer's kind or an argument is not understood.</exception>
    public static LayerModel Read(
        IObjectCreationOperation creation,
        ConstantReader constants,
        Func<IOperation, List<LayerModel>?> readBranch
    )
    {
        if (creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor } || !LayerKinds.IsLayer(type))
            throw new UnsupportedException(
                creation.Syntax,
                $"{Excerpt.Of(creation.Syntax)}, which is no layer of RuleCompiler,"
            );

        Dictionary<string, IOperation> given = creation.Arguments.ToDictionary(a => a.Parameter!.Name, a => a.Value);
        string name = "";
        foreach ((string property, IOperation value) in ConstantInitializer.Assignments(creation.Initializer))
        {
            if (property == "Name")
                name = constants.Read(value) as string ?? throw Excerpt.Unsupported(value.Syntax);
            else if (given.ContainsKey(property))
                given[property] = value;
            else
                throw new UnsupportedException(
                    value.Syntax.Parent ?? value.Syntax,
                    $"'{property}', which the network decides,"
                );
        }

        List<LayerModel>? body = null;
        List<LayerModel>? shortcut = null;
        List<ArgumentModel> arguments = [];
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            IOperation value = given[parameter.Name];
            if (parameter.Name == "Body")
                body = readBranch(value) ?? throw Excerpt.Unsupported(value.Syntax);
            else if (parameter.Name == "Shortcut")
                shortcut = readBranch(value);
            else
                arguments.AddRange(
                    constants.Read(value) is { } number
                        ? Numbers(parameter.Name, number, value)
                        : SameAsKernel(parameter.Name, arguments)
                );
        }

        return new(
            type.Name,
            name,
            arguments.ToEquatable(),
            (body ?? []).ToEquatable(),
            (shortcut ?? []).ToEquatable(),
            shortcut is not null
        );
    }

    /// <summary>The one argument that may be null is a pool's stride: it steps by its window then.</summary>
    private static IEnumerable<ArgumentModel> SameAsKernel(string name, IEnumerable<ArgumentModel> before) =>
        before
            .Where(a => a.Name.StartsWith("Kernel.", StringComparison.Ordinal))
            .Select(a => a with { Name = name + a.Name.Substring("Kernel".Length) })
            .ToArray();

    private static IEnumerable<ArgumentModel> Numbers(string name, object value, IOperation source) =>
        value switch
        {
            Extent size => [new($"{name}.Height", size.Height), new($"{name}.Width", size.Width)],
            Border pad =>
            [
                new($"{name}.Top", pad.Top),
                new($"{name}.Left", pad.Left),
                new($"{name}.Bottom", pad.Bottom),
                new($"{name}.Right", pad.Right),
            ],
            int or bool or float or double => [new(name, Printed.Of(value))],
            object[] list when list.All(item => item is int) => list.Select(
                (item, i) => new ArgumentModel($"{name}.{i}", (int)item)
            ),
            _ => throw Excerpt.Unsupported(source.Syntax),
        };
}
