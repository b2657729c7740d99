/** Judges what another program has computed, and says which mistake it looks like. */
package io.github.marginloss.tool.judge;
