namespace RuleCompiler.WeightFiles;

/// <summary>Deduces roles from tensors' names, for the formats that hold nothing but names.</summary>
internal static class NamedRoles
{
    private static readonly (string Suffix, TensorRole Role)[] Suffixes =
    [
        ("running_mean", TensorRole.Mean),
        ("moving_mean", TensorRole.Mean),
        ("mean", TensorRole.Mean),
        ("running_var", TensorRole.Variance),
        ("moving_variance", TensorRole.Variance),
        ("variance", TensorRole.Variance),
        ("var", TensorRole.Variance),
        ("weight", TensorRole.Weight),
        ("kernel", TensorRole.Weight),
        ("bias", TensorRole.Bias),
        ("scale", TensorRole.Scale),
        ("gamma", TensorRole.Scale),
        ("shift", TensorRole.Shift),
        ("beta", TensorRole.Shift),
    ];

    /// <summary>
    /// The role of each name by its suffix; a weight or bias beside a running mean or variance of the same prefix is
    /// a normalisation's scale or shift. Null where the name says nothing.
    /// </summary>
    public static TensorRole?[] Of(IReadOnlyList<string> names)
    {
        var split = names.Select(Split).ToArray();
        HashSet<string> normalisations =
        [
            .. split.Where(s => s.Role is TensorRole.Mean or TensorRole.Variance).Select(s => s.Prefix),
        ];
        return
        [
            .. split.Select(s =>
                s.Role switch
                {
                    TensorRole.Weight when normalisations.Contains(s.Prefix) => TensorRole.Scale,
                    TensorRole.Bias when normalisations.Contains(s.Prefix) => TensorRole.Shift,
                    _ => s.Role,
                }
            ),
        ];
    }

    private static (string Prefix, TensorRole? Role) Split(string name)
    {
        foreach ((string suffix, TensorRole role) in Suffixes)
        {
            int at = name.Length - suffix.Length;
            if (
                name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && (at == 0 || name[at - 1] is '.' or '/' or '_' or ':')
            )
            {
                return (name[..at], role);
            }
        }

        return (name, null);
    }
}
