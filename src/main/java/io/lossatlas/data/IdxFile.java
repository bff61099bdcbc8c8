package io.lossatlas.data;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * One of the four files.
 *
 * @param key the configuration key that names it
 * @param named the name it is given there, empty for the usual one
 * @param stem how the usual name begins, like {@code train-images}
 * @param dimensions 3 for images, 1 for labels
 */
record IdxFile(String key, String named, String stem, int dimensions) {

    /**
     * Opens the file.
     *
     * @throws DataFileException when it exists under none of its names
     */
    ContentReader open(String folder, Configuration hadoop) {
        List<Location> candidates =
                names().stream().map(name -> Location.in(folder, name)).toList();
        for (Location candidate : candidates) {
            var content = candidate.open(hadoop);
            if (content.isPresent()) {
                return new ContentReader(candidate.display(), content.get());
            }
        }
        String folderOrFile = new Location(named.isEmpty() ? folder : named).display();
        String expected = "the file of %s as %s"
                .formatted(
                        key,
                        String.join(
                                " or ",
                                candidates.stream().map(Location::display).toList()));
        throw new DataFileException(folderOrFile, 0, expected, "no such file");
    }

    /** The names that it may have. */
    List<String> names() {
        if (!named.isEmpty()) {
            return List.of(named);
        }
        return Stream.of("-", ".")
                .map(separator -> "%s%sidx%d-ubyte".formatted(stem, separator, dimensions))
                .flatMap(name -> Stream.of(name, name + ".gz"))
                .toList();
    }
}
