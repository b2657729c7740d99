package io.github.marginloss.tool.npz;

/** An array whose shape is known, and whose numbers are still in a file. */
public interface ArraySource {

    /** {@return the name of the array} */
    String name();

    /** {@return the file that it is in, for messages} */
    String file();

    /** {@return its shape, empty for a single number} */
    int[] shape();

    /** {@return its type in numpy's word, such as float32} */
    String type();

    /** {@return the numbers, in the order of rows} */
    double[] read();

    /** {@return its place, for messages} */
    default String place() {
        return name() + " in " + file();
    }

    /** {@return the place of one of its numbers, for messages, such as X[3, 0] in batch.npz} */
    default String place(int index) {
        String indices = shape().length == 2 ? index / shape()[1] + ", " + index % shape()[1] : String.valueOf(index);
        return name() + "[" + indices + "] in " + file();
    }

    /** {@return the number of its entries} */
    default int size() {
        int size = 1;
        for (int length : shape()) {
            size *= length;
        }
        return size;
    }

    /** {@return the shape as Python writes it} */
    default String shapeInWords() {
        return Shapes.words(shape());
    }
}
