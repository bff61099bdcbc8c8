package io.lossatlas.report;

import io.lossatlas.report.figure.Figure;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.RunFolder;
import java.util.ArrayList;
import java.util.List;

/** Writes charts into a run's folder of pictures, each as PNG and as SVG; they are the caller's to publish. */
final class PictureFiles {
    private final Publisher publisher;
    private final List<FileRecord> written = new ArrayList<>();

    PictureFiles(Publisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Writes a chart.
     *
     * @param name of its files, without their endings
     * @param scope of their records
     */
    void write(String name, String scope, Figure figure) {
        String path = RunFolder.PICTURES + "/" + name;
        byte[] png = figure.png();
        byte[] svg = figure.svg();
        written.add(publisher.write(path + ".png", scope, out -> out.write(png)));
        written.add(publisher.write(path + ".svg", scope, out -> out.write(svg)));
    }

    /** Everything that was written, in order. */
    List<FileRecord> written() {
        return List.copyOf(written);
    }
}
