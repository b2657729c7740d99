package io.github.marginloss.internal.row;

/** The samples grouped by class; within a class they have the order of the batch. */
public final class SamplesByClass {

    private final int[] begin;
    private final int[] order;

    /**
     * Groups the samples.
     *
     * @param labels y; samples with a negative label are in no group. Not modified.
     * @param classes n
     */
    public SamplesByClass(int[] labels, int classes) {
        begin = new int[classes + 1];
        for (int label : labels) {
            if (label >= 0) {
                begin[label + 1]++;
            }
        }
        for (int j = 0; j < classes; j++) {
            begin[j + 1] += begin[j];
        }
        order = new int[begin[classes]];
        int[] next = begin.clone();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                order[next[labels[i]]++] = i;
            }
        }
    }

    /** {@return the index of the first of a class's samples} */
    public int begin(int label) {
        return begin[label];
    }

    /** {@return the end index (exclusive) of a class's samples} */
    public int end(int label) {
        return begin[label + 1];
    }

    /** {@return the sample at index k} */
    public int sample(int k) {
        return order[k];
    }
}
