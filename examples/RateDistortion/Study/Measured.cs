namespace RdeStudy;

/// <summary>What was measured of a method on a subject.</summary>
/// <param name="Method">The method.</param>
/// <param name="Found">Its maps.</param>
/// <param name="Seconds">How long an image's map took.</param>
/// <param name="Curve">The ordering test.</param>
internal sealed record Measured(MapMethod Method, MapResult Found, double Seconds, Curve Curve)
{
    public float[] Maps => Found.Maps;
}
