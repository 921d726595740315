namespace RuleCompiler.WeightFiles.Npy;

/// <summary>Takes the floating-point arrays of a .npz file as weights.</summary>
internal static class NpzWeights
{
    public static WeightSet Read(string path)
    {
        NpzFile file = NpzFile.Read(path);
        string[] names = [.. file.Names.Where(name => file[name].IsFloatingPoint)];
        TensorRole?[] roles = NamedRoles.Of(names);
        return new WeightSet(
            path,
            names.Select(
                (name, i) =>
                {
                    float[] values = file[name].ToSingles();
                    FiniteCheck.Check(path, name, values);
                    return new Tensor(name, file[name].Shape, values, roles[i]);
                }
            )
        );
    }
}
