/**
 * A batch: the named arrays of files, their shapes, and their numbers, which are read once all shapes have been
 * checked.
 */
package io.github.marginloss.tool.batch;
