using ILGPU.Runtime;

namespace Ilgpu.Emulation;

/// <summary>
/// Runs the groups of a launch one after the other, and the items of a group in turns: an item runs until it ends or
/// reaches a barrier, then the next one. An item that waits keeps its thread; items without barriers share one.
/// </summary>
internal sealed class GroupRun : IDisposable
{
    [ThreadStatic]
    private static ItemRun? s_current;

    private readonly Stack<ItemThread> _idle = [];
    private readonly Turn _ended = new();
    private ItemRun[] _order = [];
    private Action _kernel = static () => { };
    private Exception? _error;
    private int _at;

    /// <summary>The item that runs on this thread.</summary>
    /// <exception cref="InvalidOperationException">None does.</exception>
    public static ItemRun Current => s_current ?? throw new InvalidOperationException("This is for kernels only.");

    /// <summary>The group's number.</summary>
    public int Group { get; private set; }

    /// <summary>How many groups there are.</summary>
    public int Groups { get; private set; }

    /// <summary>Items of a group.</summary>
    public int Items => _order.Length;

    /// <summary>What the items of the group share.</summary>
    public SharedBlocks Shared { get; private set; } = null!;

    /// <summary>Runs a launch.</summary>
    /// <exception cref="Exception">What an item threw, or a barrier that not all items reached.</exception>
    public void Do(Accelerator accelerator, int groups, int items, Action kernel)
    {
        _kernel = kernel;
        Groups = groups;
        using SharedBlocks shared = new(accelerator);
        Shared = shared;
        for (Group = 0; Group < groups; Group++)
        {
            shared.Clear();
            _order = [.. Enumerable.Range(0, items).Select(i => new ItemRun(this, i))];
            if (EmulatedDevice.RunsBackwards)
                Array.Reverse(_order);
            (_at, _error) = (0, null);
            RunFrom(_order[0]);
            _ended.Take();
            if (_error is not null)
                throw new InvalidOperationException($"Group {Group} of {groups}: {_error.Message}", _error);
        }
    }

    /// <summary>The item that runs waits here for all others.</summary>
    public void Barrier()
    {
        ItemRun item = Current;
        item.IsWaiting = true;
        if (Next() is { } next)
        {
            if (next == item)
                item.Go.Give();
            else
                Resume(next);
        }

        item.Go.Take();
        item.IsWaiting = false;
        if (_error is not null)
            throw new AbandonedException();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (Rested() is { } thread)
            thread.Begin(null);
    }

    /// <summary>Runs an item on this thread, and those after it as long as they have not begun.</summary>
    internal void RunFrom(ItemRun item, ItemThread? thread = null)
    {
        for (ItemRun? next = item; ; )
        {
            next.HasBegun = true;
            s_current = next;
            try
            {
                _kernel();
            }
            catch (AbandonedException)
            {
                // another item failed
            }
            catch (Exception e)
            {
                _error ??= e;
            }

            s_current = null;
            next.IsDone = true;
            next = Next();
            if (next is { HasBegun: false })
                continue;
            if (thread is not null)
                Rest(thread);
            if (next is not null)
                next.Go.Give();
            return;
        }
    }

    /// <summary>Which item runs next; null where the group has ended, which is told.</summary>
    private ItemRun? Next()
    {
        while (_error is null)
        {
            if (++_at < _order.Length)
                return _order[_at];
            int done = _order.Count(i => i.IsDone);
            if (done == _order.Length)
                break;
            if (done > 0)
                _error = new InvalidOperationException(
                    $"{_order.Length - done} of {_order.Length} items wait at a barrier that the others do not reach."
                );
            _at = -1;
        }

        if (_error is not null && Array.Find(_order, i => i.IsWaiting) is { } waiting)
            return waiting;
        _ended.Give();
        return null;
    }

    private void Resume(ItemRun next)
    {
        if (next.HasBegun)
            next.Go.Give();
        else
            (Rested() ?? new ItemThread(this)).Begin(next);
    }

    // the thread of a group's last item rests after the next group has begun
    private void Rest(ItemThread thread)
    {
        lock (_idle)
            _idle.Push(thread);
    }

    private ItemThread? Rested()
    {
        lock (_idle)
            return _idle.TryPop(out ItemThread? thread) ? thread : null;
    }

    private sealed class AbandonedException : Exception;
}

/// <summary>One item of a group.</summary>
internal sealed class ItemRun(GroupRun run, int item)
{
    private int _blocks;

    public GroupRun Run => run;

    public int Item => item;

    public Turn Go { get; } = new();

    public bool HasBegun { get; set; }

    public bool IsWaiting { get; set; }

    public bool IsDone { get; set; }

    /// <summary>The item's next block of what the group shares.</summary>
    public ILGPU.ArrayView<T> Shared<T>(int extent)
        where T : unmanaged => run.Shared.Take<T>(_blocks++, extent);
}

/// <summary>A thread for an item that may wait.</summary>
internal sealed class ItemThread
{
    private readonly Turn _begins = new();
    private ItemRun? _item;

    public ItemThread(GroupRun run)
    {
        Thread thread = new(() =>
        {
            for (_begins.Take(); _item is not null; _begins.Take())
                run.RunFrom(_item, this);
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }

    /// <summary>Runs an item; none ends the thread.</summary>
    public void Begin(ItemRun? item)
    {
        _item = item;
        _begins.Give();
    }
}
