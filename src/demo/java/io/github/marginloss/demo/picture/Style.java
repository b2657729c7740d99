package io.github.marginloss.demo.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Stream;

/** Colours, fonts and strokes of the pictures. */
public final class Style {

    /** Ten colours that the colour-blind can tell apart (Petroff, Accessible Color Sequences, 2021). */
    private static final List<Color> CLASSES = Stream.of(
                    "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581",
                    "#92dadd")
            .map(Color::decode)
            .toList();

    static final Color INK = new Color(0x222222);
    static final Color PALE = new Color(0xbbbbbb);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 11);

    private Style() {}

    /** The colour of a class. After the tenth, colours repeat; the names on the pictures tell the classes apart. */
    public static Color ofClass(int label) {
        return CLASSES.get(label % CLASSES.size());
    }

    static Color faint(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    public static BasicStroke stroke(double width, double... dashes) {
        float[] pattern = new float[dashes.length];
        for (int k = 0; k < dashes.length; k++) {
            pattern[k] = (float) dashes[k];
        }
        return new BasicStroke(
                (float) width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                pattern.length == 0 ? null : pattern,
                0);
    }

    /** Writes a line whose middle is at x and whose baseline is at y. */
    static void centred(Graphics2D g, String text, Font font, double x, double y) {
        g.setFont(font);
        g.setColor(INK);
        g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
    }
}
