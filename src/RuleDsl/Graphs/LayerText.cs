namespace RuleCompiler;

/// <summary>Makes a layer of its kind and arguments.</summary>
internal static class LayerText
{
    /// <exception cref="FormatException">The kind is unknown, or an argument is missing or too much.</exception>
    public static Layer Read(string kind, LayerArguments args, int[] shape, string where)
    {
        Layer layer =
            Linear(kind, args)
            ?? Activation(kind, args)
            ?? Plain(kind, args, shape)
            ?? throw TextList.Damaged($"{where} is of the kind '{kind}', which is none of RuleCompiler's");
        args.RefuseLeft();
        return layer;
    }

    private static Layer? Linear(string kind, LayerArguments args) =>
        kind switch
        {
            "Dense" => new Dense(args.Integer("Units"), args.Flag("Bias")),
            "Conv2d" => new Conv2d(
                args.Integer("Channels"),
                args.Size("Kernel"),
                args.Size("Stride"),
                args.Padding("Pad"),
                args.Size("Dilation"),
                args.Integer("Groups"),
                args.Flag("Bias")
            ),
            "BatchNorm" => new BatchNorm(args.Real("Eps")),
            "Affine" => new Affine(args.Integer("Channels")),
            "MaxPool" => new MaxPool(
                args.Size("Kernel"),
                args.Size("Stride"),
                args.Padding("Pad"),
                args.Size("Dilation")
            ),
            "AvgPool" => new AvgPool(
                args.Size("Kernel"),
                args.Size("Stride"),
                args.Padding("Pad"),
                args.Flag("CountIncludePad")
            ),
            "GlobalAvgPool" => new GlobalAvgPool(),
            "Add" => new Add(),
            "Multiply" => new Multiply(),
            "Rearrange" => new Rearrange(),
            "Concat" => new Concat(),
            _ => null,
        };

    private static Layer? Activation(string kind, LayerArguments args) =>
        kind switch
        {
            "ReLU" => new ReLU(),
            "LeakyReLU" => new LeakyReLU(args.Real("Slope")),
            "PReLU" => new PReLU(args.Integer("Channels")),
            "Clip" => new Clip(args.Bound("Low"), args.Bound("High")),
            "HardSigmoid" => new HardSigmoid(args.Real("Alpha"), args.Real("Beta")),
            "HardSwish" => new HardSwish(),
            "Sigmoid" => new Sigmoid(),
            "Tanh" => new Tanh(),
            "Softplus" => new Softplus(),
            "Softsign" => new Softsign(),
            "ELU" => new ELU(args.Real("Alpha")),
            "SELU" => new SELU(args.Real("Alpha"), args.Real("Gamma")),
            "CELU" => new CELU(args.Real("Alpha")),
            "GELU" => new GELU(args.Flag("Tanh")),
            "SiLU" => new SiLU(),
            "ThresholdedReLU" => new ThresholdedReLU(args.Real("Alpha")),
            "Erf" => new Erf(),
            "Exp" => new Exp(),
            "Log" => new Log(),
            "Sqrt" => new Sqrt(),
            "Reciprocal" => new Reciprocal(),
            "Abs" => new Abs(),
            _ => null,
        };

    private static Layer? Plain(string kind, LayerArguments args, int[] shape) =>
        kind switch
        {
            "Flatten" => new Flatten(),
            "Reshape" => new Reshape(shape),
            "Dropout" => args.Has("Rate") ? new Dropout(args.Real("Rate")) : new Dropout(),
            _ => null,
        };
}
