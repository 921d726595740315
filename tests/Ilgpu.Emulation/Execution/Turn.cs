namespace Ilgpu.Emulation;

/// <summary>A thread waits here until it is given a turn; it sleeps at once, since hundreds wait at the same time.</summary>
internal sealed class Turn
{
    private bool _isGiven;

    /// <summary>Lets the thread that waits go on, or the next one that will.</summary>
    public void Give()
    {
        lock (this)
        {
            _isGiven = true;
            Monitor.Pulse(this);
        }
    }

    /// <summary>Waits for the turn and takes it.</summary>
    public void Take()
    {
        lock (this)
        {
            while (!_isGiven)
                Monitor.Wait(this);
            _isGiven = false;
        }
    }
}
