using System.Text;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>
/// The programs of one context, each text built once. Binaries are kept in the user's cache under all that they depend
/// on: text, options, device, driver.
/// </summary>
internal sealed unsafe class OpenClPrograms(Device device, OpenClContext context, FileCache? cache) : IDisposable
{
    private const long Limit = 64L << 20;
    private const uint BuildLog = 0x1183;
    private const uint BinarySizes = 0x1165;
    private const uint Binaries = 0x1166;

    private readonly Lock turn = new();
    private readonly Dictionary<string, OpenClProgram> programs = [];

    // no flag that trades accuracy away: NaN, infinities and zeros are what they are on the processor
    private readonly string options = device.RoundsDivision
        ? "-cl-std=CL1.2 -cl-fp32-correctly-rounded-divide-sqrt"
        : "-cl-std=CL1.2";

    /// <summary>The user's cache of programs.</summary>
    public static FileCache CacheOfUser() => new(FileCache.Folder(), "kernel", Limit);

    /// <summary>How many programs were compiled from their text.</summary>
    public int Compiled { get; private set; }

    /// <summary>The program of a text; the same for all that ask.</summary>
    /// <exception cref="DeviceException">The device's compiler rejects the text.</exception>
    public OpenClProgram Of(KernelText text)
    {
        lock (turn)
            return programs.TryGetValue(text.Source, out OpenClProgram? known)
                ? known
                : programs[text.Source] = Make(text);
    }

    public void Dispose()
    {
        foreach (OpenClProgram program in programs.Values)
            program.Dispose();
    }

    private OpenClProgram Make(KernelText text)
    {
        string key = FileCache.KeyOf([
            text.Source,
            options,
            device.Platform,
            device.Name,
            device.Driver,
            device.Version,
        ]);
        return Cached(key) ?? Compile(text, key);
    }

    /// <summary>A program from the cache; null where there is none, or the driver does not take it.</summary>
    private OpenClProgram? Cached(string key)
    {
        if (cache?.Find(key) is not { } binary)
            return null;
        int code,
            status;
        nint handle;
        nint id = device.Ids.Device;
        nuint length = (nuint)binary.Length;
        fixed (byte* first = binary)
        {
            byte* start = first;
            handle = OpenClApi.clCreateProgramWithBinary(context, 1, &id, &length, &start, &status, &code);
        }
        if (code == 0)
        {
            OpenClProgram program = new(handle);
            if (status == 0 && Build(program) == 0)
                return program;
            program.Dispose();
        }
        cache.Drop(key);
        return null;
    }

    private OpenClProgram Compile(KernelText text, string key)
    {
        byte[] source = Encoding.UTF8.GetBytes(text.Source);
        nuint length = (nuint)source.Length;
        int code;
        nint handle;
        fixed (byte* first = source)
        {
            byte* start = first;
            handle = OpenClApi.clCreateProgramWithSource(context, 1, &start, &length, &code);
        }
        OpenClError.Codes.Check(code, nameof(OpenClApi.clCreateProgramWithSource), device.Name, text.Entry);
        OpenClProgram program = new(handle);
        try
        {
            code = Build(program);
            if (code != 0)
                throw OpenClError.Codes.Of(
                    code,
                    nameof(OpenClApi.clBuildProgram),
                    device.Name,
                    text.Entry,
                    Log(program)
                );
            Compiled++;
            if (Binary(program) is { } binary)
                cache?.Store(key, binary);
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    private int Build(OpenClProgram program)
    {
        nint id = device.Ids.Device;
        fixed (byte* text = Encoding.ASCII.GetBytes(options + "\0"))
            return OpenClApi.clBuildProgram(program, 1, &id, text, 0, 0);
    }

    private string Log(OpenClProgram program)
    {
        nuint size;
        nint id = device.Ids.Device;
        int code = OpenClApi.clGetProgramBuildInfo(program, id, BuildLog, 0, null, &size);
        byte[] text = new byte[code == 0 ? size : 0];
        fixed (byte* first = text)
        {
            if (text.Length > 0)
                code = OpenClApi.clGetProgramBuildInfo(program, id, BuildLog, size, first, null);
        }
        return DriverText.Log(code == 0 ? text : []);
    }

    /// <summary>What the driver made of a program; null where it does not say.</summary>
    private static byte[]? Binary(OpenClProgram program)
    {
        nuint size;
        if (OpenClApi.clGetProgramInfo(program, BinarySizes, (nuint)sizeof(nuint), &size, null) != 0 || size == 0)
            return null;
        byte[] binary = new byte[size];
        fixed (byte* first = binary)
        {
            byte* start = first;
            return OpenClApi.clGetProgramInfo(program, Binaries, (nuint)sizeof(byte*), &start, null) == 0
                ? binary
                : null;
        }
    }
}
