using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>Every emitted kernel as PTX and as OpenCL C, for which no device is needed.</summary>
public sealed partial class LoweringTests
{
    /// <summary>The two architectures, and an instruction set that has them.</summary>
    public static TheoryData<string> Architectures => ["SM_80", "SM_90"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void EveryKernelBecomesPtx(string name)
    {
        CudaArchitecture architecture = name == "SM_80" ? CudaArchitecture.SM_80 : CudaArchitecture.SM_90;
        CudaInstructionSet instructions = name == "SM_80" ? CudaInstructionSet.ISA_70 : CudaInstructionSet.ISA_78;
        using Context context = Context.Create(static _ => { });
        using PTXBackend backend = new(
            context,
            new CudaCapabilityContext(architecture),
            architecture,
            instructions,
            nvvmAPI: null
        );
        Lower(
            kernel => ((PTXCompiledKernel)backend.Compile(Entry(kernel), default)).PTXAssembly,
            text =>
            {
                Assert.DoesNotContain(".extern .func", text, StringComparison.Ordinal);
                // what lies in memory of its own for each item was meant for registers
                Assert.DoesNotContain(".local .align", text, StringComparison.Ordinal);
                Assert.Contains(".visible .entry", text, StringComparison.Ordinal);
                // the library writes the oldest architecture that has all it uses, which may be sm_80 of sm_90 too
                Assert.Contains("\n.target sm_", text, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void EveryKernelBecomesOpenCl()
    {
        using Context context = Context.Create(static _ => { });
        using CLBackend backend = new(
            context,
            new CLCapabilityContext(
                float16: false,
                float64: true,
                int64_Atomics: true,
                subGroups: false,
                genericAddressSpace: true
            ),
            CLDeviceVendor.Other,
            new CLCVersion(2, 0)
        );
        Lower(
            kernel => ((CLCompiledKernel)backend.Compile(Entry(kernel), default)).Source,
            text =>
            {
                Assert.Contains("kernel void", text, StringComparison.Ordinal);
                // every function that is called is one of the language
                Assert.All(
                    Called()
                        .Matches(text)
                        .Select(m => m.Groups[1].Value)
                        .Where(name => !name.StartsWith("Kernel_", StringComparison.Ordinal))
                        .Distinct(),
                    name => Assert.Contains(name, Known)
                );
            }
        );
    }

    /// <summary>Words of OpenCL C that stand before a parenthesis.</summary>
    private static readonly string[] Known =
    [
        "if",
        "while",
        "for",
        "switch",
        "sizeof",
        "return",
        "get_local_id",
        "get_group_id",
        "get_local_size",
        "get_num_groups",
        "get_global_id",
        "barrier",
        "work_group_barrier",
        "sqrt",
        "fabs",
        "as_int",
        "as_uint",
        "as_float",
        "as_long",
        "as_ulong",
        "atomic_fetch_add",
        "atomic_fetch_add_explicit",
        "isnan",
        "fma",
        "min",
        "max",
        "to_global",
        "to_local",
        "to_private",
        "__attribute__",
        "vec_type_hint",
        "select",
    ];

    private static void Lower(Func<MethodInfo, string> lower, Action<string> check)
    {
        List<string> failures = [];
        int count = 0;
        foreach (MethodInfo kernel in EmittedKernels.All())
        {
            count++;
            string text = "";
            try
            {
                check(text = lower(kernel));
            }
            catch (Exception e)
            {
                failures.Add(
                    $"{kernel.DeclaringType!.Name}.{kernel.Name} of {string.Join(", ", kernel.GetGenericArguments().Select(t => t.FullName))}: {e.Message} {e.InnerException?.Message}\n{text}"
                );
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n{string.Join("\n", failures.Take(3))}");
        Assert.True(count > 100, $"{count} kernels");
    }

    private static EntryPointDescription Entry(MethodInfo kernel) =>
        EntryPointDescription.FromExplicitlyGroupedKernel(kernel);

    [GeneratedRegex(@"\b([A-Za-z_][A-Za-z0-9_]*)\s*\(")]
    private static partial Regex Called();
}
