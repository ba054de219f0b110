/** Settings: those of training, from a train block or from outside, and how a class is emitted. */
package io.lstmc.compiler.semantic.training;
