package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A panel is a matrix, for every layout in memory. */
class PanelTest {

    private static final int COLUMNS = 21;

    /** Two panels of the same layout and shape. */
    private record Two(Panel first, Panel second) {}

    static Stream<Two> panels() {
        return Stream.of(KernelChoice.serving(), new PlainKernels(1), new PlainKernels(8), new PlainKernels(20))
                .flatMap(k -> Stream.of(
                        new Two(k.panel(3, COLUMNS), k.panel(3, COLUMNS)),
                        new Two(k.leftPanel(3, COLUMNS), k.leftPanel(3, COLUMNS))));
    }

    private static double[] row(double first) {
        double[] row = new double[COLUMNS];
        Arrays.setAll(row, j -> first + j);
        return row;
    }

    private static double[] read(Panel panel, int row) {
        double[] target = new double[COLUMNS + 1];
        target[COLUMNS] = -1;
        panel.get(row, target);
        assertEquals(-1, target[COLUMNS]);
        return Arrays.copyOf(target, COLUMNS);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void rowsGoInAndOut(Two two) {
        Panel panel = two.first;
        panel.set(1, row(2));
        assertArrayEquals(row(2), read(panel, 1));
        assertArrayEquals(new double[COLUMNS], read(panel, 0));
        panel.setColumn(17, new double[] {7, 8, 9});
        assertEquals(7, read(panel, 0)[17]);
        assertEquals(8, read(panel, 1)[17]);
        assertEquals(9, read(panel, 2)[17]);
        panel.set(0, row(1));
        panel.scale(0, -0.5);
        assertEquals(-0.5 * 21, read(panel, 0)[20]);
        panel.set(1, row(2));
        panel.addRow(1, 3, row(0));
        assertEquals(2 + 5 + 3 * 5, read(panel, 1)[5]);
        assertEquals(22 + 60, read(panel, 1)[20]);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void countedRowsAreAddedAndCleared(Two two) {
        for (int k = 0; k < 3; k++) {
            two.first.set(k, row(0));
            two.second.set(k, row(k));
        }
        two.first.add(two.second, new double[] {10, 100, 1000}, 2);
        assertEquals(4 + 40, read(two.first, 0)[4]);
        assertEquals(20 + 100 * 21, read(two.first, 1)[20]);
        assertArrayEquals(row(0), read(two.first, 2));
        two.first.clear(2);
        assertArrayEquals(new double[COLUMNS], read(two.first, 0));
        assertArrayEquals(new double[COLUMNS], read(two.first, 1));
        assertArrayEquals(row(0), read(two.first, 2));
    }
}
