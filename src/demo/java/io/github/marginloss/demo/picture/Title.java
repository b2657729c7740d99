package io.github.marginloss.demo.picture;

/**
 * The two lines above a panel.
 *
 * @param name the first line
 * @param setting the second line: s, m, λ and other settings
 */
public record Title(String name, String setting) {}
