using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Cli.Networks;

/// <summary>The network that a verb is about: an ONNX file, or one that rulec declares.</summary>
internal abstract class Subject
{
    /// <summary>The name as the command line has it.</summary>
    public abstract string Name { get; }

    /// <summary>Text that is equal only for equal graphs of equal layer names: part of the cache's key.</summary>
    public abstract string Identity { get; }

    /// <summary>The C# type of the network.</summary>
    public abstract string TypeName { get; }

    /// <summary>The file that the generator reads beside the source, or null.</summary>
    public virtual (string Path, string Text)? GraphFile => null;

    /// <summary>The graph, as the generator has it before rules are assigned.</summary>
    public abstract Graph Graph { get; }

    /// <summary>The layers as programs see them.</summary>
    public abstract LayerGraph Layers { get; }

    /// <summary>The network as the generator has it.</summary>
    public abstract NetworkModel Network((float Low, float High)? range = null);

    public abstract WeightSet Weights { get; }

    /// <summary>The inputs by name, with their shapes, in the order in which the network's one input holds them.</summary>
    public abstract IReadOnlyList<(string Name, int[] Shape)> Inputs { get; }

    /// <summary>The node of the model that each layer was made of, by the layer's name.</summary>
    public virtual IReadOnlyDictionary<string, string> Sources { get; } = new Dictionary<string, string>();

    /// <summary>What the import did.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>The least and the largest value of an input that the network itself declares; null where none.</summary>
    public virtual (float Low, float High)? Range => null;

    /// <summary>The declaration of <see cref="TypeName"/>, where the compilation has none yet.</summary>
    public virtual string Declaration((float Low, float High)? range) => "";

    /// <summary>The network called so: a file, or a declared network.</summary>
    /// <exception cref="Terminal.ToolException">There is neither.</exception>
    public static Subject Open(string model) =>
        DeclaredSubject.Find(model) is { } declared ? declared
        : File.Exists(model) ? OnnxSubject.Read(model)
        : throw Terminal.ToolException.Use(
            $"there is no file '{model}', and no built-in network of that name; give an .onnx file or one of "
                + string.Join(", ", DeclaredSubject.Names)
        );
}
