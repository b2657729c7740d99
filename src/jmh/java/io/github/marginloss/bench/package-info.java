/** Measures the time and the memory of a training step, and compares them with alternatives (docs/performance.md). */
package io.github.marginloss.bench;
