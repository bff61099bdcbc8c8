package io.lossatlas.report.export;

import io.lossatlas.config.Named;

/** A format that surfaces are exported in; its name is the files' extension. */
public enum ExportFormat implements Named {
    /** A PolyData file of VTK, for ParaView: the landscape as a mesh. */
    VTP("vtp"),
    /** The rows of the table {@code surface}, in the order of the grid. */
    CSV("csv"),
    /** Arrays of numpy, {@code [nx]}, {@code [ny]} and {@code [nx][ny]}. */
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
