package io.github.marginloss.demo.picture;

import io.github.marginloss.demo.measure.Rows;
import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jfree.chart.plot.XYPlot;

/**
 * The features of the test samples, with one panel per loss, as in the papers on the center loss (Wen et al. 2016,
 * figure 2) and SphereFace (Liu et al. 2017, figure 2). A loss with centers shows those instead of its class weights.
 * Both axes of a panel have the same unit. The last panel contains the legend.
 *
 * @param embeddings one per panel
 */
public record FeaturePicture(List<Embedding> embeddings) implements Picture {

    private static final int SIDE = 256;
    private static final int AXIS = 28;
    private static final int WIDTH = AXIS + SIDE + Panel.MARGIN;
    private static final int HEIGHT = Panel.TITLE + SIDE + AXIS;
    /** A feature within this angle of its class mean counts for the extent of the class. */
    private static final double NEAR = Math.PI / 12;

    @Override
    public String name() {
        return "features";
    }

    private int columns() {
        return Math.min(3, embeddings.size() + 1);
    }

    @Override
    public int width() {
        return columns() * WIDTH;
    }

    @Override
    public int height() {
        return (embeddings.size() + columns()) / columns() * HEIGHT;
    }

    @Override
    public void draw(Graphics2D g) {
        for (int k = 0; k <= embeddings.size(); k++) {
            int x = k % columns() * WIDTH;
            int y = k / columns() * HEIGHT;
            if (k < embeddings.size()) {
                Embedding embedding = embeddings.get(k);
                Panel.draw(g, plot(embedding.flat()), embedding.title(), x, y, WIDTH, HEIGHT);
            } else {
                legend(g, embeddings.get(0), x + AXIS + 20, y + Panel.TITLE + 60);
            }
        }
    }

    private static XYPlot plot(Embedding embedding) {
        double[][] ends = ends(embedding);
        double reach = 0;
        for (double v : embedding.features().data) {
            reach = Math.max(reach, 1.03 * Math.abs(v));
        }
        for (double[] end : ends) {
            // room for the name of the class
            reach = Math.max(reach, 1.23 * Math.max(Math.abs(end[0]), Math.abs(end[1])));
        }
        XYPlot plot = Panel.plot(Panel.axis(null, -reach, reach), Panel.axis(null, -reach, reach), AXIS, AXIS);
        for (int j = 0; j < embedding.classes() && embedding.centers().isEmpty(); j++) {
            plot.addAnnotation(Dots.direction(embedding, j, 0.93 * reach));
        }
        for (int j = 0; j < embedding.classes(); j++) {
            plot.addAnnotation(Dots.ofClass(embedding, j, 3.2));
        }
        double arm = 0.022 * reach;
        embedding
                .centers()
                .ifPresent(centers -> IntStream.range(0, embedding.classes())
                        .forEach(j -> Dots.center(centers, j, arm).forEach(plot::addAnnotation)));
        for (int j = 0; j < embedding.classes(); j++) {
            double norm = Math.hypot(ends[j][0], ends[j][1]);
            double out = norm == 0 ? 1 : 1 + 0.1 * reach / norm;
            plot.addAnnotation(new Badge(j, out * ends[j][0], out * ends[j][1]));
        }
        return plot;
    }

    /**
     * The end of each class: on its mean direction, as far from the origin as its outermost feature near that
     * direction.
     */
    private static double[][] ends(Embedding embedding) {
        DMatrixRMaj features = embedding.features();
        DMatrixRMaj means = Rows.classMeans(features, embedding.labels(), embedding.classes());
        double[] norms = new double[embedding.classes()];
        for (int i = 0; i < features.numRows; i++) {
            int j = embedding.labels()[i];
            if (Rows.cos(features, i, means, j) > Math.cos(NEAR)) {
                norms[j] = Math.max(norms[j], Rows.norm(features, i));
            }
        }
        DMatrixRMaj unit = Rows.normalised(means);
        double[][] ends = new double[norms.length][];
        for (int j = 0; j < norms.length; j++) {
            ends[j] = new double[] {norms[j] * unit.get(j, 0), norms[j] * unit.get(j, 1)};
        }
        return ends;
    }

    private static void legend(Graphics2D g, Embedding embedding, int x, int y) {
        for (int j = 0; j < embedding.classes(); j++) {
            Badge.draw(g, j, x + 9 + j % 5 * 46, y + j / 5 * 30);
        }
        int below = y + (embedding.classes() + 4) / 5 * 30 + 10;
        int dimension = embedding.features().numCols;
        List<String> lines = List.of(
                "dots: features of the test samples",
                "lines: directions of the class weights",
                "crosses: centers, if there are any",
                "s, m, λ: values at the end of training",
                dimension == 2 ? "both axes have the same unit" : "principal axes 1 and 2 of " + dimension);
        g.setFont(Style.TEXT);
        g.setColor(Style.INK);
        for (int k = 0; k < lines.size(); k++) {
            g.drawString(lines.get(k), x, below + 20 * k);
        }
    }
}
