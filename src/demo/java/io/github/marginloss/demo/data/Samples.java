package io.github.marginloss.demo.data;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Samples with their classes.
 *
 * @param inputs the inputs of a network, m×p, one sample per row
 * @param labels m entries in [0, classes)
 * @param classes the number of classes
 */
public record Samples(DMatrixRMaj inputs, int[] labels, int classes) {

    /** {@return the samples with these numbers, in this order} */
    Samples rows(List<Integer> numbers) {
        DMatrixRMaj chosen = new DMatrixRMaj(numbers.size(), inputs.numCols);
        int[] chosenLabels = new int[numbers.size()];
        for (int i = 0; i < chosenLabels.length; i++) {
            int from = numbers.get(i);
            System.arraycopy(inputs.data, from * inputs.numCols, chosen.data, i * inputs.numCols, inputs.numCols);
            chosenLabels[i] = labels[from];
        }
        return new Samples(chosen, chosenLabels, classes);
    }
}
