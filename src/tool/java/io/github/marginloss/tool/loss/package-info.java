/** A loss from its name and those of its parameters, which are the library's records and their components. */
package io.github.marginloss.tool.loss;
