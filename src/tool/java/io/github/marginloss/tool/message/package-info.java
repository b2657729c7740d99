/** What the tool says to people: one sentence where it does not answer, help, and how far it is. */
package io.github.marginloss.tool.message;
