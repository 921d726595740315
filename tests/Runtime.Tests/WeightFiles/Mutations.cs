using System.Buffers.Binary;

namespace RuleCompiler.Runtime.Tests;

/// <summary>Reads damaged files, always the same ones.</summary>
internal static class Mutations
{
    private const int Count = 1500;

    /// <summary>Writes damaged files and reads them: each either loads or gives an error that names it.</summary>
    /// <param name="path">Where to write them.</param>
    /// <param name="next">Makes one.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="maxAllocated">The most memory, in bytes, that reading one may take.</param>
    public static void Check(string path, Func<Random, byte[]> next, Func<string, object> read, long maxAllocated)
    {
        var random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            File.WriteAllBytes(path, next(random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(path);
            }
            catch (Exception e) when (e is WeightFileException or ImageFileException or OnnxUnsupportedException)
            {
                // the file itself, or the one that it names for its data
                Assert.StartsWith(Path.GetDirectoryName(path)!, e.Message, StringComparison.Ordinal);
                Assert.InRange(e.Message.Length, path.Length + 10, 2000);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"Mutation {i}: {e}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= maxAllocated, $"Mutation {i} took {allocated} bytes.");
        }

        Assert.InRange(refused, Count / 10, Count);
    }

    /// <summary>The sample cut off, overwritten, shortened in the middle, with hostile lengths or with bits flipped.</summary>
    public static byte[] Bytes(byte[] sample, Random random)
    {
        byte[] bytes = [.. sample];
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
            case 2 when bytes.Length >= 8:
                // A length field of any width and byte order: one bit set, or all.
                ulong length = random.Next(4) == 0 ? ulong.MaxValue : 1UL << random.Next(64);
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(random.Next(bytes.Length - 7)), length);
                break;
            case 3:
                int at = random.Next(bytes.Length);
                return [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
            default:
                for (int flips = random.Next(1, 6); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                break;
        }

        return bytes;
    }
}
