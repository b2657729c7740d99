/** What the tool says to people: help, progress, and one sentence if it cannot answer. */
package io.github.marginloss.tool.message;
