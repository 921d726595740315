using Ilgpu.Emulation;

namespace ILGPU;

/// <summary>Where an item stands in its group.</summary>
public static class Group
{
    public static int IdxX => GroupRun.Current.Item;

    public static int DimX => GroupRun.Current.Run.Items;

    /// <summary>Waits for all items of the group.</summary>
    public static void Barrier() => GroupRun.Current.Run.Barrier();
}

/// <summary>Where a group stands in its grid.</summary>
public static class Grid
{
    public static int IdxX => GroupRun.Current.Run.Group;

    public static int DimX => GroupRun.Current.Run.Groups;
}

/// <summary>Memory that the items of a group share.</summary>
public static class SharedMemory
{
    /// <summary>The same memory for all items of the group, with any content.</summary>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => GroupRun.Current.Shared<T>(extent);
}

/// <summary>Bits of numbers.</summary>
public static class Interop
{
    public static uint FloatAsInt(float value) => BitConverter.SingleToUInt32Bits(value);

    public static float IntAsFloat(uint value) => BitConverter.UInt32BitsToSingle(value);
}

/// <summary>Operations that items do not disturb each other in.</summary>
public static class Atomic
{
    /// <summary>Adds, and returns what was there.</summary>
    public static int Add(ref int target, int value) => Interlocked.Add(ref target, value) - value;
}
