/**
 * Checks of gradients by finite differences, for the losses of this library and for anybody's own.
 *
 * @serial exclude
 */
package io.github.marginloss.check;
