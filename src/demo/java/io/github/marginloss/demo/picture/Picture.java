package io.github.marginloss.demo.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUtils;

/** A picture that can be drawn, and written as PNG and as SVG. */
public interface Picture {

    /** The name of its files, without the ending. */
    String name();

    /** Its width in points. */
    int width();

    /** Its height in points. */
    int height();

    /** Draws it on a white sheet of its size. */
    void draw(Graphics2D g);

    /** Writes name.png, with one and a half pixels per point, and name.svg into an existing folder. */
    default void write(Path folder) throws IOException {
        ImageIO.write(image(1.5), "png", folder.resolve(name() + ".png").toFile());
        SVGGraphics2D svg = new SVGGraphics2D(width(), height());
        // the same picture gives the same file: no random names, and no more digits than are visible
        svg.setDefsKeyPrefix(name());
        svg.setGeomDoubleConverter(Picture::tenths);
        sheet(svg);
        SVGUtils.writeToSVG(folder.resolve(name() + ".svg").toFile(), svg.getSVGElement());
    }

    /** The picture in pixels, with a number of pixels per point. */
    default BufferedImage image(double scale) {
        BufferedImage image =
                new BufferedImage((int) (width() * scale), (int) (height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
        sheet(g);
        g.dispose();
        return image;
    }

    private static String tenths(double length) {
        long tenths = Math.round(10 * length);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    private void sheet(Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        draw(g);
    }
}
