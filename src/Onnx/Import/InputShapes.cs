using RuleCompiler.WeightFiles.Onnx;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.OnnxImport;

/// <summary>Reads the shapes of a graph's inputs; the leading axis is the batch and becomes 1.</summary>
internal sealed class InputShapes(OnnxOptions options, string file)
{
    /// <summary>The batch for which the file was exported, or 1 where it is open.</summary>
    public int FileBatch { get; private set; } = 1;

    /// <summary>The shape as ONNX sees it.</summary>
    /// <exception cref="OnnxUnsupportedException">An axis other than the batch is open, or the input is no array of reals.</exception>
    public int[] Read(ValueInfoProto input)
    {
        if (input.Type?.TensorType is not { } type)
        {
            throw new OnnxUnsupportedException(file, $"The input '{input.Name}' is no tensor.");
        }

        if ((DataType)type.ElemType is not (DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16))
        {
            throw new OnnxUnsupportedException(
                file,
                $"The input '{input.Name}' holds {((DataType)type.ElemType).ToString().ToLowerInvariant()}, and only "
                    + "networks of real numbers have relevances. Export the part after the conversion to float."
            );
        }

        int[]? given = options.InputShapes?.GetValueOrDefault(input.Name) ?? options.InputShapes?.GetValueOrDefault("");
        if (given is not null && given.Any(axis => axis < 1))
        {
            throw new OnnxUnsupportedException(
                file,
                $"The shape {Shapes.Text(given)} that is given for input '{input.Name}' has an axis shorter than 1."
            );
        }

        int[] shape =
            type.Shape is { } declared ? Declared(input.Name, declared, given)
            : given is null ? throw Open(input.Name, "its shape")
            : [.. options.Batch ? [1] : Array.Empty<int>(), .. given];
        return Shapes.Count(shape) <= Shapes.Most
            ? shape
            : throw new OnnxUnsupportedException(
                file,
                $"The input '{input.Name}' of shape {Shapes.Text(shape)} is larger than a network's can be."
            );
    }

    private int[] Declared(string name, TensorShapeProto declared, int[]? given)
    {
        int batch = options.Batch && declared.Dim.Count > 0 ? 1 : 0;
        if (given is not null && given.Length != declared.Dim.Count - batch)
        {
            throw new OnnxUnsupportedException(
                file,
                $"The shape {Shapes.Text(given)} is given for input '{name}', which has "
                    + $"{declared.Dim.Count - batch} axes without the batch."
            );
        }

        if (declared.Dim.Count > WeightFiles.ShapeCheck.MaxAxes)
        {
            throw new OnnxUnsupportedException(file, $"The input '{name}' has {declared.Dim.Count} axes.");
        }

        int[] shape = new int[declared.Dim.Count];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long extent = declared.Dim[axis].DimValue;
            if (axis < batch)
            {
                FileBatch = extent is > 1 and < int.MaxValue ? (int)extent : FileBatch;
                shape[axis] = 1;
            }
            else if (extent is > 0 and < int.MaxValue)
            {
                shape[axis] = (int)extent;
                if (given is not null && given[axis - batch] != extent)
                {
                    throw new OnnxUnsupportedException(
                        file,
                        $"The shape {Shapes.Text(given)} is given for input '{name}', whose axis {axis} is {extent}."
                    );
                }
            }
            else
            {
                string symbol = declared.Dim[axis].DimParam;
                shape[axis] =
                    given?[axis - batch]
                    ?? throw Open(name, $"axis {axis}{(symbol.Length > 0 ? $" ('{symbol}')" : "")}");
            }
        }

        return shape;
    }

    private OnnxUnsupportedException Open(string name, string what) =>
        new(
            file,
            $"The input '{name}' leaves {what} open. Give its shape without the batch: in OnnxOptions.InputShapes or, "
                + $"in a project, as the item's metadata InputShape=\"{name}=C,H,W\"."
        );
}
