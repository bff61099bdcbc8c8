package io.lossatlas.report.export;

import io.lossatlas.config.Named;

/** A format that surfaces are exported in; its name is the files' extension. */
public enum ExportFormat implements Named {
    /** PolyData files of VTK, for ParaView: the landscape as a mesh, the path beside it as a line. */
    VTP("vtp"),
    /** The rows of the table {@code surface}, in the order of the grid, and of tables of paths and curvature. */
    CSV("csv"),
    /** Arrays of numpy, {@code [nx]}, {@code [ny]} and {@code [nx][ny]}; of tables of paths and curvature one for each column. */
    NPZ("npz");

    private final String text;

    ExportFormat(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether a surface is written row by row, whatever its size; others hold one surface in memory. */
    boolean streams() {
        return this == CSV;
    }
}
