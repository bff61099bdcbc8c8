package io.lossatlas.model;

import java.io.Serializable;
import java.util.List;

/**
 * The blocks of a network's flat parameter vector, in its order and without gaps.
 *
 * @param blocks in ascending offset
 */
public record ParameterLayout(List<Block> blocks) implements Serializable {

    /** Checks that the blocks follow each other without a gap. */
    public ParameterLayout {
        blocks = List.copyOf(blocks);
        int end = 0;
        for (Block block : blocks) {
            if (block.offset() != end) {
                throw new IllegalArgumentException("%s %s starts at %d, the block before it ends at %d"
                        .formatted(block.name(), block.kind().text(), block.offset(), end));
            }
            end = block.end();
        }
    }

    /** Length of the flat vector. */
    public int size() {
        return blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).end();
    }

    /**
     * The block of a layer and kind.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Block block(String name, BlockKind kind) {
        return blocks.stream()
                .filter(block -> block.kind() == kind && block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no block " + name + " " + kind.text()));
    }

    /** The weights of convolution and dense layers, in the order of the vector. */
    public List<Block> weights() {
        return blocks.stream().filter(block -> block.kind().isWeight()).toList();
    }
}
