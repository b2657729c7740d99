package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A panel is a matrix, however its columns are cut. */
class PanelTest {

    private static double[] row(int columns, double first) {
        double[] row = new double[columns];
        for (int j = 0; j < columns; j++) {
            row[j] = first + j;
        }
        return row;
    }

    private static double[] read(Panel panel, int row, int columns) {
        double[] target = new double[columns + 1];
        target[columns] = -1;
        panel.get(row, target);
        assertEquals(-1, target[columns]);
        return Arrays.copyOf(target, columns);
    }

    @Test
    void rowsGoInAndOut() {
        for (int width : new int[] {1, 3, 4, 7, 8, 20}) {
            int columns = 11;
            Panel panel = new Panel(3, columns, width);
            double[] source = row(columns + 5, 0);
            panel.set(1, row(columns, 2), 1);
            assertArrayEquals(row(columns, 2), read(panel, 1, columns));
            assertArrayEquals(new double[columns], read(panel, 0, columns));
            panel.set(0, source, -2);
            assertEquals(-20, read(panel, 0, columns)[10]);
            panel.scale(0, -0.5);
            assertArrayEquals(row(columns, 0), read(panel, 0, columns));
            panel.addRow(1, 3, source);
            assertEquals(2 + 5 + 3 * 5, read(panel, 1, columns)[5]);
            assertEquals(12 + 30, read(panel, 1, columns)[10]);
            Panel other = new Panel(3, columns, width);
            for (int k = 0; k < 3; k++) {
                other.set(k, row(columns, k), 1);
            }
            panel.add(other, new double[] {10, 100, 1000}, 2);
            assertEquals(4 + 40, read(panel, 0, columns)[4]);
            assertEquals((2 + 4) + 3 * 4 + 100 * 5, read(panel, 1, columns)[4]);
            assertArrayEquals(new double[columns], read(panel, 2, columns));
            panel.set(2, new DoubleRows(new DMatrixRMaj(1, columns, true, row(columns, 0))), 0, 1);
            panel.clear(2);
            assertArrayEquals(new double[columns], read(panel, 0, columns));
            assertArrayEquals(new double[columns], read(panel, 1, columns));
            assertArrayEquals(row(columns, 0), read(panel, 2, columns));
        }
    }
}
