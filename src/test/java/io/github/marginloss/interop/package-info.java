/**
 * The library from where its users stand: matrices of other kinds in and out, optimisers and checkpoints from outside.
 * Each test is meant to be copied from.
 */
package io.github.marginloss.interop;
