package io.github.marginloss.demo.picture;

/**
 * What stands above a panel.
 *
 * @param name in the first line
 * @param setting s, m, λ and what else it was drawn with, in the second
 */
public record Title(String name, String setting) {}
