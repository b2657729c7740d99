/** A batch: the arrays that are named in files, their shapes, and the numbers once all shapes have been checked. */
package io.github.marginloss.tool.batch;
