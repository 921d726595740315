using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>Work that falls into independent numbered items.</summary>
internal interface IJob
{
    /// <summary>Does one item; called once for each, in any order, on any thread.</summary>
    void Do(int item);
}

/// <summary>
/// A set of background threads shared by all kernels. A call hands out tickets, works itself, takes back the
/// tickets nobody took and waits only for those at work: callers may therefore overlap and nest without deadlock,
/// and nothing is allocated once a job type has been seen on a thread.
/// </summary>
internal static class Workers
{
    private const int MaxThreads = 256;
    private static readonly object Gate = new();
    private static Shift?[] tickets = new Shift?[MaxThreads];
    private static int waiting;
    private static int threads;

    /// <summary>Runs all items on at most <paramref name="degree"/> threads; the first exception comes out here.</summary>
    public static void Run<J>(in J job, int items, int degree)
        where J : struct, IJob
    {
        degree = Math.Min(Math.Min(degree, items), MaxThreads);
        if (degree > 1)
            Share(job, items, degree);
        else
            Alone(ref Unsafe.AsRef(in job), items);
    }

    private static void Alone<J>(ref J job, int items)
        where J : struct, IJob
    {
        for (int i = 0; i < items; i++)
            job.Do(i);
    }

    private static void Share<J>(in J job, int items, int degree)
        where J : struct, IJob
    {
        Shift<J> shift = Shift<J>.Take(job, items);
        Offer(shift, degree - 1);
        shift.Work();
        Withdraw(shift);
        shift.WaitForOthers();
        shift.GiveBack();
    }

    /// <summary>How many threads to use: <paramref name="asked"/>, or one per processor if that is 0 or less.</summary>
    /// <param name="asked">The caller's wish.</param>
    /// <param name="operations">Scalar operations; little work is not worth waking a second thread.</param>
    public static int Degree(int asked, double operations)
    {
        // measured on two cores: handing over costs about 2 µs, halving the work pays from 2.5e5 operations on
        const double worthwhile = 3e5;
        if (operations < worthwhile)
            return 1;
        return asked > 0 ? asked : Environment.ProcessorCount;
    }

    private static void Offer(Shift shift, int count)
    {
        lock (Gate)
        {
            while (threads < count)
                Hire();
            if (waiting + count > tickets.Length)
                Array.Resize(ref tickets, (waiting + count) * 2);
            for (int i = 0; i < count; i++)
                tickets[waiting++] = shift;
            Monitor.PulseAll(Gate);
        }
    }

    private static void Withdraw(Shift shift)
    {
        lock (Gate)
        {
            int kept = 0;
            for (int i = 0; i < waiting; i++)
            {
                if (tickets[i] != shift)
                    tickets[kept++] = tickets[i];
            }
            Array.Clear(tickets, kept, waiting - kept);
            waiting = kept;
        }
    }

    private static void Hire()
    {
        threads++;
        new Thread(Serve, 1 << 20) { IsBackground = true, Name = $"RuleCompiler kernel {threads}" }.UnsafeStart();
    }

    private static void Serve()
    {
        while (true)
        {
            Shift shift;
            SpinForTicket();
            lock (Gate)
            {
                while (waiting == 0)
                    Monitor.Wait(Gate);
                shift = tickets[--waiting]!;
                tickets[waiting] = null;
                shift.Join(); // inside the gate: after Withdraw no one can join any more
            }
            shift.Work();
            shift.Leave();
        }
    }

    /// <summary>Layers follow each other closely: a short spin spares most wake-ups.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SpinForTicket()
    {
        for (int i = 0; i < 200 && Volatile.Read(ref waiting) == 0; i++)
            Thread.SpinWait(20);
    }
}
