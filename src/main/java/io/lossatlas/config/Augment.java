package io.lossatlas.config;

/** What is done to the images of a minibatch before an update. */
public enum Augment implements Named {
    /** Nothing. */
    NONE("none"),
    /** Four zero pixels on each side, a random window of the image's size, mirrored or not. */
    CROP_FLIP("crop-flip");

    private final String text;

    Augment(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
