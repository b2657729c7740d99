/** Builds a loss from its name and the names of its parameters: those of the library's records and their components. */
package io.github.marginloss.tool.loss;
