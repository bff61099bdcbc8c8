/**
 * From HOCON, {@code --set} and manifests to a {@link io.lossatlas.config.RunConfig}, and back: {@link
 * io.lossatlas.config.parse.RunConfigs} is the entry. Refuses by key, source and line. May use {@code config} alone.
 */
package io.lossatlas.config.parse;
