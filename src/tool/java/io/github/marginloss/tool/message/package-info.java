/** The tool's messages to people: help, progress, and one sentence if it cannot answer. */
package io.github.marginloss.tool.message;
