/** Judges the results of another program, and says which mistake they look like. */
package io.github.marginloss.tool.judge;
