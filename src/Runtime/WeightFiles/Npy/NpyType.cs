namespace RuleCompiler;

/// <summary>The element types of .npy files that are understood; all little endian.</summary>
public enum NpyType
{
    /// <summary>float16, <c>&lt;f2</c>.</summary>
    Float16,

    /// <summary>float32, <c>&lt;f4</c>.</summary>
    Float32,

    /// <summary>float64, <c>&lt;f8</c>.</summary>
    Float64,

    /// <summary>int32, <c>&lt;i4</c>.</summary>
    Int32,

    /// <summary>int64, <c>&lt;i8</c>.</summary>
    Int64,

    /// <summary>uint8, <c>|u1</c>.</summary>
    UInt8,

    /// <summary>bool, <c>|b1</c>: one byte each, 0 or 1.</summary>
    Bool,
}
