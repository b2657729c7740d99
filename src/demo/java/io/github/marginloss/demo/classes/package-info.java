/**
 * One big machine: a head over as many classes as fit into its memory as floats, trained shard by shard through the
 * public API. The class weights and their momentum are in memory; their gradient never is as a whole.
 */
package io.github.marginloss.demo.classes;
