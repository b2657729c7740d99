package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Samples for training and samples for testing, both standardised by the training inputs.
 *
 * @param train the training samples
 * @param test the test samples
 */
public record Split(Samples train, Samples test) {

    /** Splits samples at random: three quarters for training, one quarter for testing. */
    public static Split ofSamples(Samples samples, long seed) {
        List<Integer> numbers = shuffled(samples.labels().length, seed);
        int cut = numbers.size() * 3 / 4;
        return standardised(samples.rows(numbers.subList(0, cut)), samples.rows(numbers.subList(cut, numbers.size())));
    }

    /**
     * Splits classes at random: seven tenths for training, renumbered from 0, and the others for testing. So the test
     * samples belong to classes that training has never seen.
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

    /** The samples of some classes. A label becomes the index of the class among these. */
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
