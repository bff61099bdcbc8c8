package io.lossatlas.config;

/** A constant with the name that configurations, tables and manifests use for it. */
public interface Named {
    /** The name outside Java, in lower case. */
    String text();
}
