using RuleCompiler.Laboratory;

namespace Rank1Study;

/// <summary>Says on the console when a method's turn comes.</summary>
internal sealed class Lines : IProgress<StudyProgress>
{
    private string _last = "";

    public void Report(StudyProgress value)
    {
        if (value.Now == _last)
            return;
        _last = value.Now;
        Console.WriteLine($"{value.Done + 1}/{value.Cells}  {value.Now}");
    }
}
