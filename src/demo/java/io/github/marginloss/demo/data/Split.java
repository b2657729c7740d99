package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Images to train with and images to judge by, both standardised by the mean and the deviation of the training pixels.
 *
 * @param train what is learned from
 * @param test what is kept back
 */
public record Split(Digits train, Digits test) {

    /** A random three quarters of the images to train with, and the rest. */
    public static Split ofImages(Digits digits, long seed) {
        List<Integer> numbers = shuffled(digits.labels().length, seed);
        int cut = numbers.size() * 3 / 4;
        return standardised(digits.rows(numbers.subList(0, cut)), digits.rows(numbers.subList(cut, numbers.size())));
    }

    /**
     * A random seven tenths of the classes to train with, renumbered from 0, and all images of the other classes: what
     * is learned is then asked about classes that it has never seen.
     */
    public static Split ofClasses(Digits digits, long seed) {
        int known = digits.classes() * 7 / 10;
        if (known < 2 || digits.classes() - known < 2) {
            throw new DemoException("--open-set needs two classes to train with and two to verify: at least 4, not "
                    + digits.classes());
        }
        List<Integer> order = shuffled(digits.classes(), seed);
        return standardised(of(digits, order.subList(0, known)), of(digits, order.subList(known, order.size())));
    }

    private static List<Integer> shuffled(int length, long seed) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, length).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
    }

    /** The images of some classes; the label becomes the class's place among them. */
    private static Digits of(Digits digits, List<Integer> classes) {
        List<Integer> numbers = IntStream.range(0, digits.labels().length)
                .filter(i -> classes.contains(digits.labels()[i]))
                .boxed()
                .toList();
        Digits chosen = digits.rows(numbers);
        int[] labels = IntStream.of(chosen.labels()).map(classes::indexOf).toArray();
        return new Digits(chosen.pixels(), labels, classes.size());
    }

    /** One mean and one deviation for all pixels: a pixel that is always 0 has no deviation of its own. */
    private static Split standardised(Digits train, Digits test) {
        double sum = 0;
        double squares = 0;
        for (double pixel : train.pixels().data) {
            sum += pixel;
            squares += pixel * pixel;
        }
        double mean = sum / train.pixels().data.length;
        double deviation = Math.sqrt(squares / train.pixels().data.length - mean * mean);
        if (!(deviation > 0)) {
            throw new DemoException("all training pixels are " + mean + ": there is nothing to learn from");
        }
        for (DMatrixRMaj pixels : List.of(train.pixels(), test.pixels())) {
            for (int k = 0; k < pixels.data.length; k++) {
                pixels.data[k] = (pixels.data[k] - mean) / deviation;
            }
        }
        return new Split(train, test);
    }
}
