/**
 * The library from its users' point of view: other kinds of matrices in and out, external optimisers, and checkpoints.
 * Each test is an example to copy.
 */
package io.github.marginloss.interop;
