/** How long a training step takes, and in how much memory, beside what else could be used (docs/performance.md). */
package io.github.marginloss.bench;
