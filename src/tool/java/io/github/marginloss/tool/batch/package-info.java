/**
 * A batch: the named arrays of files, their shapes, and their numbers. The numbers are read after all shapes have been
 * checked.
 */
package io.github.marginloss.tool.batch;
