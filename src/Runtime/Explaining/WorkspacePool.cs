namespace RuleCompiler;

/// <summary>
/// Lends each call a work space of its own, so that several threads can use one network. It counts the calls under
/// way: whoever closes the pool, or returns the last work space to a closed one, may free what all calls read.
/// </summary>
internal sealed class WorkspacePool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<Workspace> _idle = [];
    private int _lent;
    private bool _closed;

    /// <summary>A work space, the one used last first (its memory is warm); null once the pool is closed.</summary>
    public Workspace? Rent()
    {
        lock (_gate)
        {
            if (_closed)
                return null;
            if (!_idle.TryPop(out Workspace? workspace))
                workspace = new();
            _lent++;
            return workspace;
        }
    }

    /// <summary>Ends a call.</summary>
    /// <returns>Whether the pool is closed and this was the last call.</returns>
    public bool Return(Workspace workspace)
    {
        lock (_gate)
        {
            _idle.Push(workspace);
            return --_lent == 0 && _closed;
        }
    }

    /// <summary>Lets no further call begin.</summary>
    /// <returns>Whether it was open and no call is under way.</returns>
    public bool Close()
    {
        lock (_gate)
        {
            bool last = !_closed && _lent == 0;
            _closed = true;
            return last;
        }
    }

    /// <summary>Frees the work spaces; none may be lent any more.</summary>
    public void Dispose()
    {
        while (_idle.TryPop(out Workspace? workspace))
            workspace.Dispose();
    }
}
