package io.lossatlas.config;

/** How a sweep is spread over the cluster. */
public enum TrainMode implements Named {
    /** One Spark task trains one variant. */
    SWEEP("sweep"),
    /** DL4J's parameter averaging trains one variant across all executors. */
    DATA_PARALLEL("data-parallel");

    private final String text;

    TrainMode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
