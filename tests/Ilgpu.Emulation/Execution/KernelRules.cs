using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ILGPU;

namespace Ilgpu.Emulation;

/// <summary>
/// What the library's compiler rejects, found in the IL of a kernel and of all that it calls: a part of it, each rule with
/// the place it was read from in docs/ilgpu.md.
/// </summary>
public static class KernelRules
{
    private static readonly HashSet<string> Rejected =
    [
        "throw",
        "rethrow",
        "leave",
        "leave.s",
        "endfinally",
        "endfilter",
        "ldstr",
        "box",
        "unbox",
        "unbox.any",
        "isinst",
        "castclass",
        "newarr",
        "stsfld",
        "ldsfld",
        "ldsflda",
        "ldftn",
        "ldvirtftn",
        "calli",
        "jmp",
        "localloc",
        "ldtoken",
        "ckfinite",
        "refanytype",
        "refanyval",
        "mkrefany",
        "arglist",
        "initblk",
        "cpblk",
        "add.ovf",
        "sub.ovf",
        "mul.ovf",
    ];

    /// <summary>Methods of the runtime that kernels may call without another package, on every device.</summary>
    private static readonly HashSet<string> Known = ["System.MathF.Sqrt"];

    private static readonly ConditionalWeakTable<MethodInfo, object> s_checked = [];

    /// <summary>Checks a kernel; once is enough.</summary>
    /// <exception cref="InternalCompilerException">The library would reject it; the message says what and where.</exception>
    public static void Check(MethodInfo kernel)
    {
        if (s_checked.TryGetValue(kernel, out _))
            return;
        try
        {
            foreach (ParameterInfo parameter in kernel.GetParameters())
                CheckParameter(parameter.ParameterType, parameter.Name!);
            Walk(kernel, [], []);
        }
        catch (NotSupportedException e)
        {
            throw new InternalCompilerException($"The kernel {Name(kernel)} is rejected.", e);
        }

        s_checked.AddOrUpdate(kernel, kernel);
    }

    private static void CheckParameter(Type type, string name)
    {
        if (type == typeof(bool) || type == typeof(char) || !type.IsValueType)
            throw new NotSupportedException($"A kernel has no parameter of type {type.Name}: {name}.");
        if (type.IsPrimitive || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>)))
            return;
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (fields.Length == 0)
            throw new NotSupportedException($"A kernel has no parameter without content: {name}.");
        foreach (FieldInfo field in fields)
            CheckParameter(field.FieldType, $"{name}.{field.Name}");
    }

    private static void Walk(MethodBase method, HashSet<MethodBase> done, Stack<MethodBase> inside)
    {
        if (inside.Contains(method))
            throw new NotSupportedException($"{Name(method)} calls itself.");
        if (!done.Add(method))
            return;
        inside.Push(method);
        MethodBody body = method.GetMethodBody() ?? throw new NotSupportedException($"{Name(method)} has no body.");
        if (body.ExceptionHandlingClauses.Count > 0)
            throw new NotSupportedException($"{Name(method)} has a try.");
        Type? constrained = null;
        foreach ((OpCode code, MemberInfo? member) in Instructions.Of(method, body))
        {
            if (Rejected.Contains(code.Name!) || code.Name!.EndsWith(".ovf.un", StringComparison.Ordinal))
                throw new NotSupportedException($"{Name(method)} has an instruction '{code.Name}'.");
            if (code == OpCodes.Constrained)
                constrained = (Type)member!;
            else if (member is MethodBase called)
            {
                Call(code, called, constrained, done, inside);
                constrained = null;
            }
        }

        inside.Pop();
    }

    private static void Call(
        OpCode code,
        MethodBase called,
        Type? constrained,
        HashSet<MethodBase> done,
        Stack<MethodBase> inside
    )
    {
        Type type = called.DeclaringType!;
        if (type.Namespace == nameof(ILGPU) || Known.Contains($"{type.FullName}.{called.Name}"))
            return;
        if (type.Assembly == typeof(object).Assembly)
            throw new NotSupportedException($"{Name(called)} is not known on every device.");
        if (called.IsVirtual && type.IsInterface)
        {
            if (constrained is not { IsValueType: true } || called.IsStatic)
                throw new NotSupportedException($"{Name(called)} is called of no struct.");
            InterfaceMapping map = constrained.GetInterfaceMap(type);
            called = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, (MethodInfo)called)];
            if (called.DeclaringType!.IsInterface)
                throw new NotSupportedException($"{Name(called)} is a default of an interface.");
        }
        else if (code == OpCodes.Newobj && !type.IsValueType)
            throw new NotSupportedException($"A {type.Name} is made.");

        Walk(called, done, inside);
    }

    private static string Name(MethodBase method) => $"{method.DeclaringType?.Name}.{method.Name}";
}
