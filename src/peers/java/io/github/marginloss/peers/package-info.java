/** The training step as a user of DJL writes it, for the race of io.github.marginloss.bench (docs/performance.md). */
package io.github.marginloss.peers;
