using System.Runtime.ExceptionServices;

namespace RuleCompiler.Kernels;

/// <summary>One call's work while several threads share it.</summary>
internal abstract class Shift
{
    private int next;
    private int items;
    private int helpers;
    private Exception? failure;

    /// <summary>Counts the calling thread as a helper.</summary>
    public void Join() => Interlocked.Increment(ref helpers);

    /// <summary>Ends what <see cref="Join"/> began.</summary>
    public void Leave()
    {
        // under the lock throughout: once the owner sees 0 this shift may begin another call
        lock (this)
        {
            if (Interlocked.Decrement(ref helpers) == 0)
                Monitor.PulseAll(this);
        }
    }

    /// <summary>Does items until none is left or one failed.</summary>
    public void Work()
    {
        try
        {
            int item;
            while ((item = Interlocked.Increment(ref next) - 1) < items)
                Do(item);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
            Interlocked.Exchange(ref next, int.MaxValue / 2); // nobody begins another item
        }
    }

    /// <summary>Returns when no helper is at work.</summary>
    public void WaitForOthers()
    {
        for (int i = 0; i < 100 && Volatile.Read(ref helpers) != 0; i++)
            Thread.SpinWait(20);
        lock (this)
        {
            while (helpers != 0)
                Monitor.Wait(this);
        }
    }

    /// <summary>Sets the number of items.</summary>
    protected void Begin(int items)
    {
        this.items = items;
        next = 0;
        failure = null;
    }

    /// <summary>Throws what an item threw.</summary>
    protected void Rethrow()
    {
        Exception? thrown = failure;
        failure = null;
        if (thrown is not null)
            ExceptionDispatchInfo.Throw(thrown);
    }

    /// <summary>Does one item.</summary>
    protected abstract void Do(int item);
}

/// <summary>The shift of a job type; each thread keeps one for its next call.</summary>
/// <typeparam name="J">The job.</typeparam>
internal sealed class Shift<J> : Shift
    where J : struct, IJob
{
    [ThreadStatic]
    private static Shift<J>? kept;

    private J job;

    /// <summary>The thread's shift (a new one for a nested call), set to <paramref name="job"/>.</summary>
    public static Shift<J> Take(in J job, int items)
    {
        Shift<J> shift = kept ?? new Shift<J>();
        kept = null;
        shift.job = job;
        shift.Begin(items);
        return shift;
    }

    /// <summary>Keeps the shift for the thread's next call and throws what an item threw.</summary>
    public void GiveBack()
    {
        job = default; // lets go of the planes
        kept = this;
        Rethrow();
    }

    /// <inheritdoc/>
    protected override void Do(int item) => job.Do(item);
}
