/** Turns what was measured into the tables and pictures of docs/performance.md. */
package io.github.marginloss.bench.report;
