package io.lossatlas.config;

/** What the files of a data set look like. */
public enum DataFormatKind implements Named {
    /** Whichever of the others the folder has files of. */
    AUTO("auto"),
    /** Four IDX files, the format of MNIST. */
    IDX("idx"),
    /** The binary files of CIFAR-10. */
    CIFAR10("cifar10"),
    /** The binary files of CIFAR-100, fine labels. */
    CIFAR100("cifar100"),
    /** Two of numpy's archives, each with arrays {@code x} and {@code y}. */
    NPZ("npz");

    private final String text;

    DataFormatKind(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
