package io.lossatlas.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A PolyData file of VTK (<a href="https://docs.vtk.org/en/latest/vtk_file_formats/vtkxml_file_format.html">format</a>) of one piece,
 * its numbers appended raw: elements are opened and closed by the caller, arrays are declared in the order in which they are appended.
 */
final class PolyData {
    private final StringBuilder xml = new StringBuilder();
    private final List<double[]> doubles = new ArrayList<>();
    private final List<long[]> longs = new ArrayList<>();
    private long offset;

    /** A file that says something of itself. */
    PolyData(String metadata) {
        xml.append("<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"1.0\" byte_order=\"LittleEndian\""
                + " header_type=\"UInt64\">\n<PolyData>\n<FieldData>\n"
                + "<DataArray type=\"String\" Name=\"metadata\" NumberOfTuples=\"1\" format=\"ascii\">");
        xml.append(codes(metadata)).append("</DataArray>\n</FieldData>\n");
    }

    /** Begins the piece. */
    PolyData piece(int points, int verts, int lines, int polys) {
        xml.append(("<Piece NumberOfPoints=\"%d\" NumberOfVerts=\"%d\" NumberOfLines=\"%d\" NumberOfStrips=\"0\""
                        + " NumberOfPolys=\"%d\">\n")
                .formatted(points, verts, lines, polys));
        return this;
    }

    /** Opens or closes an element. */
    PolyData tag(String tag) {
        xml.append('<').append(tag).append(">\n");
        return this;
    }

    /** An array of real numbers, so many to a tuple. */
    PolyData array(String name, int components, double[] values) {
        declare("Float64", name, components, values.length);
        doubles.add(values);
        longs.add(null);
        return this;
    }

    /** An array of whole numbers. */
    PolyData array(String name, long[] values) {
        declare("Int64", name, 1, values.length);
        doubles.add(null);
        longs.add(values);
        return this;
    }

    private void declare(String type, String name, int components, long values) {
        xml.append("<DataArray type=\"%s\" Name=\"%s\" NumberOfComponents=\"%d\" format=\"appended\" offset=\"%d\"/>\n"
                .formatted(type, name, components, offset));
        offset += Long.BYTES + values * Long.BYTES;
    }

    /** Ends the piece and writes the file. */
    void write(OutputStream stream) throws IOException {
        LittleEndian out = new LittleEndian(stream);
        out.put(xml + "</Piece>\n</PolyData>\n<AppendedData encoding=\"raw\">\n_");
        for (int n = 0; n < doubles.size(); n++) {
            double[] reals = doubles.get(n);
            if (reals != null) {
                out.put((long) reals.length * Long.BYTES);
                out.put(reals);
            } else {
                out.put((long) longs.get(n).length * Long.BYTES);
                out.put(longs.get(n));
            }
        }
        out.put("\n</AppendedData>\n</VTKFile>\n");
    }

    /** A text as VTK writes it in XML: the codes of its bytes, ended by 0. */
    private static String codes(String text) {
        StringJoiner codes = new StringJoiner(" ");
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            codes.add(Integer.toString(Byte.toUnsignedInt(each)));
        }
        return codes.add("0").toString();
    }
}
