using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints what runs an explainer's launches on ILGPU: its policies as structs, and which launch each step is.</summary>
internal static class IlgpuEmitter
{
    /// <summary>The namespace of everything for ILGPU in the user's compilation.</summary>
    public const string Namespace = "RuleCompiler.Generated.Ilgpu";

    /// <param name="type">The explainer.</param>
    /// <param name="plan">The plan, with <see cref="FuseLaunches"/>.</param>
    /// <param name="access">How visible kernels are.</param>
    public static string Emit(TypeModel type, Plan plan, string access)
    {
        DevicePlaces places = new(plan, new(plan), LayoutEmitter.Parameters(plan));
        DeviceStepEmitter steps = new(plan, places);
        foreach (Step step in plan.Prepare.Concat(plan.Forward).Concat(plan.Backward))
            _ = steps.Of(step).ToArray();
        string kernels =
            $"Of_{string.Concat(HintName.Of(type, "Ilgpu").Select(c => char.IsLetterOrDigit(c) ? c : '_'))}";

        Code code = Header.Begin("");
        code.Line("using devices = global::RuleCompiler.Devices;");
        code.Line($"using ilgpu = global::{Namespace};");
        code.Line("using lib = global::ILGPU;");
        code.Line("using runtime = global::ILGPU.Runtime;").Line();
        code.Block($"namespace {Namespace}", () => Kernels(code, kernels, steps.ByNumber, access)).Line();
        if (type.Namespace.Length > 0)
            code.Block($"namespace {type.Namespace}", () => Explainer(code, type, kernels));
        else
            Explainer(code, type, kernels);
        return code.ToString();
    }

    private static void Kernels(
        Code code,
        string name,
        IReadOnlyList<(DevicePolicy Policy, bool IsSum)> policies,
        string access
    )
    {
        code.Line("/// <summary>The policies of an explainer's kernels.</summary>");
        code.Block(
            $"{access} static class {name}",
            () =>
            {
                code.Line("/// <summary>The launch of a step.</summary>");
                code.Block(
                    "public static global::System.Action<runtime::AcceleratorStream> Prepare(ilgpu::KernelSet kernels, devices::BoundStep bound)",
                    () =>
                        code.Block(
                            "return bound.Step.Policy switch",
                            () =>
                                code.Lines(
                                        policies.Select(
                                            (p, k) => $"{k} => {IlgpuPolicy.Launch($"Policy{k}", p.Policy, p.IsSum)},"
                                        )
                                    )
                                    .Line("_ => ilgpu::Steps.Plain(kernels, bound),"),
                            "};"
                        )
                );
                for (int k = 0; k < policies.Count; k++)
                {
                    code.Line();
                    IlgpuPolicy.Print(code, $"Policy{k}", policies[k].Policy, policies[k].IsSum, access);
                }
            }
        );
    }

    private static void Explainer(Code code, TypeModel type, string kernels) =>
        code.Block(
            $"partial {type.Keyword} {Literal.Name(type.Name)}",
            () =>
                code.Line("/// <inheritdoc/>")
                    .Line(
                        $"protected override devices::IDeviceBackend? OnIlgpu(int device) => ilgpu::IlgpuBackend.Open(device, ilgpu::{kernels}.Prepare);"
                    )
        );
}
