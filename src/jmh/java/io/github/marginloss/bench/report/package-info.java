/** Turns the results into the tables and pictures of docs/performance.md. */
package io.github.marginloss.bench.report;
