namespace RuleCompiler.Reference;

/// <summary>The values of a carrier at a layer: [units] per member, [columns·units] for members with columns.</summary>
internal static class CarrierPlanes
{
    public static double[][] Zeros(CarrierLayout layout, int units, int columns) =>
        Array.ConvertAll(layout.Columns, has => new double[has ? columns * units : units]);

    /// <summary>A member's value at a unit; no number where there are no columns.</summary>
    public static double At(double[] plane, bool hasColumns, int column, int units, int unit) =>
        plane.Length == 0 ? double.NaN : plane[(hasColumns ? column * units : 0) + unit];

    /// <summary>Adds one evaluation's results; members without columns take those of the first column.</summary>
    public static void Add(
        CarrierLayout layout,
        double[][] planes,
        double[] results,
        int unit,
        int units,
        int column,
        int columns
    )
    {
        for (int m = 0; m < planes.Length; m++)
        {
            if (layout.Columns[m] && column < columns)
                planes[m][column * units + unit] += results[m];
            else if (!layout.Columns[m] && column == 0)
                planes[m][unit] += results[m];
        }
    }

    /// <summary>Planes whose units are moved as a layer moves values, [member][column·units + unit].</summary>
    public static double[][] Moved(LinearMap map, CarrierLayout layout, LayerSample sample, int columns)
    {
        double[][] outputs = Zeros(layout, map.Units, columns);
        for (int k = 0; k < map.Units; k++)
        {
            foreach (Connection from in map.Into(k, sample.Inputs))
            {
                for (int m = 0; m < outputs.Length; m++)
                {
                    double[] plane = sample.CarrierInputs[from.Branch]![m]!;
                    int units = sample.Inputs[from.Branch].Length;
                    for (int column = 0; column < (layout.Columns[m] ? columns : 1); column++)
                        outputs[m][column * map.Units + k] = plane[column * units + from.Unit];
                }
            }
        }

        return outputs;
    }

    /// <summary>The run-time number of columns of planes over so many units; 0 where no member has columns.</summary>
    /// <exception cref="ArgumentException">The planes do not fit the layout.</exception>
    public static int Columns(CarrierLayout layout, double[][] planes, int units)
    {
        if (planes.Length != layout.Columns.Length)
        {
            throw new ArgumentException(
                $"The carrier at the input has {planes.Length} members but the composite's rules carry "
                    + $"{layout.Columns.Length}; give one plane per member."
            );
        }

        int? columns = null;
        for (int m = 0; m < planes.Length; m++)
        {
            bool fits = layout.Columns[m]
                ? planes[m].Length % units == 0 && planes[m].Length / units == (columns ?? planes[m].Length / units)
                : planes[m].Length == units;
            if (!fits)
            {
                throw new ArgumentException(
                    $"Member {m} of the carrier at the input has {planes[m].Length} values but the input has {units} "
                        + "units; give units values, or columns·units with the same columns for every such member."
                );
            }

            if (layout.Columns[m])
                columns = planes[m].Length / units;
        }

        return columns ?? 0;
    }
}
