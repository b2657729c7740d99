package io.github.marginloss.demo.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/**
 * The rounds of a step over shards. Time goes to the right; the caller is above, and the shards are below. Values that
 * go down are the same for all shards, and values that come up are merged.
 */
public record RoundsPicture() implements Picture {

    private static final int SHARDS = 3;
    /** Width of the names at the left. */
    private static final int NAMES = 104;
    /** Width of a round. */
    private static final int ROUND = 238;

    /** Height of the headings. */
    private static final int HEADING = 30;

    private static final int CALLER = 54;
    /** The space between the caller and the shards, for the names of the values that are sent. */
    private static final int GAP = 92;

    private static final int LANE = 40;
    private static final int SPACE = 12;

    /** The places of the way down and of the way up within a round. */
    private static final int DOWN = 22;

    private static final int UP = 214;

    @Override
    public String name() {
        return "shards";
    }

    @Override
    public int width() {
        return NAMES + SHARDS * ROUND + Panel.MARGIN;
    }

    @Override
    public int height() {
        return lane(SHARDS);
    }

    /** The upper edge of a shard's lane. */
    private static int lane(int shard) {
        return HEADING + CALLER + GAP + shard * (LANE + SPACE);
    }

    private static int middle(int shard) {
        return lane(shard) + LANE / 2;
    }

    @Override
    public void draw(Graphics2D g) {
        lanes(g);
        round(g, 0, "first round: targets", "target angles of its classes");
        round(g, 1, "second round: scan", "M, S and H of its classes");
        round(g, 2, "last round: gradients", "∂L/∂W; W moves");
        down(g, 0, "loss, X, y", "m·d numbers");
        up(g, 0, "angles", "a few numbers per sample");
        down(g, 1, "all angles", "a few numbers per sample");
        up(g, 1, "statistics", "m·d numbers");
        down(g, 2, "factors", "a few numbers per sample");
        caller(g, NAMES + 2, 94, "ShardedStep", "of the batch");
        caller(g, NAMES + ROUND - 40, 78, "merge", "targets");
        caller(g, NAMES + 2 * ROUND - 40, 176, "merge, finish:", "L, the lᵢ and ∂L/∂X");
    }

    private void lanes(Graphics2D g) {
        box(g, 0, HEADING, width(), CALLER, new Color(0xf0f0f0), null);
        left(g, "the caller", Style.TITLE, 8, HEADING + 24);
        left(g, "the batch", Style.SMALL, 8, HEADING + 41);
        for (int k = 0; k < SHARDS; k++) {
            box(g, 0, lane(k), width(), LANE, Style.faint(Style.ofClass(k), 40), null);
            left(g, "shard " + k, Style.TITLE, 8, lane(k) + 18);
            left(g, "its rows of W", Style.SMALL, 8, lane(k) + 33);
        }
    }

    private void round(Graphics2D g, int round, String title, String work) {
        int x = NAMES + round * ROUND;
        Style.centred(g, title, Style.TEXT, x + ROUND / 2.0, HEADING - 10);
        for (int k = 0; k < SHARDS; k++) {
            box(g, x + DOWN + 16, lane(k) + 7, UP - DOWN - 32, LANE - 14, Color.WHITE, Style.ofClass(k));
            Style.centred(g, work, Style.SMALL, x + (DOWN + UP) / 2.0, middle(k) + 4);
        }
    }

    private void down(Graphics2D g, int round, String what, String size) {
        int x = NAMES + round * ROUND + DOWN;
        line(g, x, HEADING + CALLER - 7, x, middle(SHARDS - 1));
        for (int k = 0; k < SHARDS; k++) {
            line(g, x, middle(k), x + 16, middle(k));
            head(g, x + 16, middle(k), 1, 0);
        }
        left(g, what, Style.NAME, x + 7, HEADING + CALLER + 24);
        left(g, size, Style.SMALL, x + 7, HEADING + CALLER + 39);
    }

    private void up(Graphics2D g, int round, String what, String size) {
        int x = NAMES + round * ROUND + UP;
        line(g, x, middle(SHARDS - 1), x, HEADING + CALLER);
        for (int k = 0; k < SHARDS; k++) {
            line(g, x - 16, middle(k), x, middle(k));
        }
        head(g, x, HEADING + CALLER - 7, 0, -1);
        right(g, what, Style.NAME, x - 7, HEADING + CALLER + GAP - 24);
        right(g, size, Style.SMALL, x - 7, HEADING + CALLER + GAP - 9);
    }

    private static void caller(Graphics2D g, int x, int width, String first, String second) {
        box(g, x, HEADING + 7, width, CALLER - 14, Color.WHITE, Style.INK);
        Style.centred(g, first, Style.NAME, x + width / 2.0, HEADING + 24);
        Style.centred(g, second, Style.SMALL, x + width / 2.0, HEADING + 39);
    }

    private static void box(Graphics2D g, int x, int y, int width, int height, Color fill, Color border) {
        RoundRectangle2D box = new RoundRectangle2D.Double(x + 0.5, y + 0.5, width - 1, height - 1, 8, 8);
        g.setColor(fill);
        g.fill(box);
        if (border != null) {
            g.setColor(border);
            g.setStroke(Style.stroke(1));
            g.draw(box);
        }
    }

    private static void line(Graphics2D g, int x, int y, int toX, int toY) {
        g.setColor(Style.INK);
        g.setStroke(Style.stroke(1.2));
        g.draw(new Line2D.Double(x, y, toX, toY));
    }

    /** The head of an arrow that ends at a point, in one direction. */
    private static void head(Graphics2D g, int x, int y, int dx, int dy) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - 7 * dx + 3.5 * dy, y - 7 * dy + 3.5 * dx);
        head.lineTo(x - 7 * dx - 3.5 * dy, y - 7 * dy - 3.5 * dx);
        head.closePath();
        g.setColor(Style.INK);
        g.fill(head);
    }

    private static void left(Graphics2D g, String text, Font font, int x, int y) {
        g.setFont(font);
        g.setColor(Style.INK);
        g.drawString(text, x, y);
    }

    private static void right(Graphics2D g, String text, Font font, int x, int y) {
        g.setFont(font);
        left(g, text, font, x - g.getFontMetrics().stringWidth(text), y);
    }
}
