using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Ilgpu.Emulation;

/// <summary>Reads the instructions of a method.</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    /// <summary>Each instruction, with the method, field or type it names, as the method's type arguments make it.</summary>
    public static IEnumerable<(OpCode Code, MemberInfo? Member)> Of(MethodBase method, MethodBody body)
    {
        byte[] il = body.GetILAsByteArray()!;
        for (int at = 0; at < il.Length; )
        {
            short value = il[at++];
            if (value == 0xFE)
                value = (short)((value << 8) | il[at++]);
            OpCode code = Codes[value];
            MemberInfo? member = null;
            switch (code.OperandType)
            {
                case OperandType.InlineMethod
                or OperandType.InlineField
                or OperandType.InlineType
                or OperandType.InlineTok:
                    member = Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at)));
                    break;
                case OperandType.InlineSwitch:
                    at += 4 * BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at));
                    break;
            }

            at += Size(code.OperandType);
            yield return (code, member);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) =>
        method.Module.ResolveMember(
            token,
            method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );

    private static int Size(OperandType operand) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 4,
        };
}
