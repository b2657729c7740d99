package io.github.marginloss.core;

/** The samples of each class, in the order of the batch. */
final class SamplesByClass {

    private final int[] begin;
    private final int[] order;

    SamplesByClass(int[] labels, int classes) {
        begin = new int[classes + 1];
        for (int label : labels) {
            begin[label + 1]++;
        }
        for (int j = 0; j < classes; j++) {
            begin[j + 1] += begin[j];
        }
        order = new int[labels.length];
        int[] next = begin.clone();
        for (int i = 0; i < labels.length; i++) {
            order[next[labels[i]]++] = i;
        }
    }

    /** The first k of a class. */
    int begin(int label) {
        return begin[label];
    }

    /** The k after the last of a class. */
    int end(int label) {
        return begin[label + 1];
    }

    int sample(int k) {
        return order[k];
    }
}
