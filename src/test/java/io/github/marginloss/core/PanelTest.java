package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
        double[] target = new double[columns + 3];
        target[0] = -1;
        target[1] = -1;
        target[columns + 2] = -1;
        panel.get(row, target, 2);
        assertEquals(-1, target[1]);
        assertEquals(-1, target[columns + 2]);
        return Arrays.copyOfRange(target, 2, columns + 2);
    }

    @Test
    void theSegmentsAreTheColumns() {
        for (int columns = 1; columns <= 20; columns++) {
            for (int width = 1; width <= 21; width++) {
                Panel panel = new Panel(2, columns, width);
                int next = 0;
                for (int s = 0; s < panel.segments(); s++) {
                    assertEquals(next, panel.start(s));
                    assertTrue(panel.length(s) >= 1 && panel.length(s) <= width);
                    assertEquals(2, panel.rows(s).length);
                    int held = panel.rows(s)[1].length;
                    assertTrue(held >= panel.length(s) && held % 8 == 6 && held < panel.length(s) + 8);
                    next += panel.length(s);
                }
                assertEquals(columns, next);
                assertEquals((columns + width - 1) / width, panel.segments());
            }
        }
    }

    @Test
    void rowsGoInAndOut() {
        for (int width : new int[] {1, 3, 4, 7, 8, 20}) {
            int columns = 11;
            Panel panel = new Panel(3, columns, width);
            double[] source = row(columns + 5, 0);
            panel.set(1, source, 2, 1);
            assertArrayEquals(row(columns, 2), read(panel, 1, columns));
            assertArrayEquals(new double[columns], read(panel, 0, columns));
            panel.set(0, source, 0, -2);
            assertEquals(-20, read(panel, 0, columns)[10]);
            panel.scale(0, -0.5);
            assertArrayEquals(row(columns, 0), read(panel, 0, columns));
            panel.addRow(1, 3, source);
            assertEquals(2 + 5 + 3 * 5, read(panel, 1, columns)[5]);
            assertEquals(12 + 30, read(panel, 1, columns)[10]);
            Panel other = new Panel(3, columns, width);
            for (int k = 0; k < 3; k++) {
                other.set(k, source, k, 1);
            }
            panel.add(other, new double[] {10, 100, 1000}, 2);
            assertEquals(4 + 40, read(panel, 0, columns)[4]);
            assertEquals((2 + 4) + 3 * 4 + 100 * 5, read(panel, 1, columns)[4]);
            assertArrayEquals(new double[columns], read(panel, 2, columns));
            panel.set(2, source, 0, 1);
            panel.clear(2);
            assertArrayEquals(new double[columns], read(panel, 0, columns));
            assertArrayEquals(new double[columns], read(panel, 1, columns));
            assertArrayEquals(row(columns, 0), read(panel, 2, columns));
        }
    }
}
