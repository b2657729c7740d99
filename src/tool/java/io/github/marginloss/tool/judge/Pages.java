package io.github.marginloss.tool.judge;

/** The pages that findings refer to. */
final class Pages {

    private static final String CONVENTIONS = "docs/conventions.md#";

    static final String MULTIPLE = CONVENTIONS + "your-loss-is-a-multiple-of-ours";
    static final String CENTER_MULTIPLE = CONVENTIONS + "your-center-loss-is-a-multiple-of-ours";
    static final String STOPS = CONVENTIONS + "your-loss-stops-at-a-number";
    static final String SMOOTHING = CONVENTIONS + "you-smooth-the-labels";
    static final String DEFAULTS = CONVENTIONS + "your-defaults-are-not-ours";
    static final String COMBINED = CONVENTIONS + "your-combined-margin-is-only-one-of-them";
    static final String EXTENSIONS = CONVENTIONS + "which-project-uses-which-extension";
    static final String SPHEREFACE = CONVENTIONS + "your-sphereface-differs";
    static final String BACKWARD = CONVENTIONS + "your-gradient-is-off-your-loss-is-not";
    static final String CAFFE = CONVENTIONS + "caffes-sphereface-gradient";
    static final String PARALLEL = CONVENTIONS + "you-have-nan-at-θ--0";
    static final String ROWS = CONVENTIONS + "you-have-zero-tiny-or-huge-rows";
    static final String CENTERS = CONVENTIONS + "your-centers-move-too-little-or-too-much";
    static final String SHAPES = CONVENTIONS + "your-shapes-do-not-fit";
    static final String CHAIN = "docs/cosine.md";
    static final String MAGFACE = "docs/magface.md";
    static final String SOFTMAX = "docs/softmax.md";

    private Pages() {}
}
