package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Samples to train with and samples to judge by, both standardised by the training inputs.
 *
 * @param train what is learned from
 * @param test what is kept back
 */
public record Split(Samples train, Samples test) {

    /** A random three quarters of the samples to train with, and the other quarter. */
    public static Split ofSamples(Samples samples, long seed) {
        List<Integer> numbers = shuffled(samples.labels().length, seed);
        int cut = numbers.size() * 3 / 4;
        return standardised(samples.rows(numbers.subList(0, cut)), samples.rows(numbers.subList(cut, numbers.size())));
    }

    /**
     * A random seven tenths of the classes to train with, renumbered from 0, and all samples of the other classes: what
     * is learned is then asked about classes that it has never seen.
     */
    public static Split ofClasses(Samples samples, long seed) {
        int known = samples.classes() * 7 / 10;
        if (known < 2 || samples.classes() - known < 2) {
            throw new DemoException("--open-set needs two classes to train with and two to verify: at least 4, not "
                    + samples.classes());
        }
        List<Integer> order = shuffled(samples.classes(), seed);
        return standardised(of(samples, order.subList(0, known)), of(samples, order.subList(known, order.size())));
    }

    private static List<Integer> shuffled(int length, long seed) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, length).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
    }

    /** The samples of some classes; the label becomes the class's place among them. */
    private static Samples of(Samples samples, List<Integer> classes) {
        List<Integer> numbers = IntStream.range(0, samples.labels().length)
                .filter(i -> classes.contains(samples.labels()[i]))
                .boxed()
                .toList();
        Samples chosen = samples.rows(numbers);
        int[] labels = IntStream.of(chosen.labels()).map(classes::indexOf).toArray();
        return new Samples(chosen.inputs(), labels, classes.size());
    }

    /** Standardises both by the training inputs, in place. */
    public static Split standardised(Samples train, Samples test) {
        Standardisation standard = Standardisation.of(train.inputs());
        standard.apply(train.inputs());
        standard.apply(test.inputs());
        return new Split(train, test);
    }
}
