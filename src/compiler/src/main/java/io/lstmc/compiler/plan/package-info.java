/**
 * What becomes of a network before any Java is written: for each graph its program, how many samples it computes together,
 * and the ports through which others give it values and take them. Reports read it, and the class is written from it.
 */
package io.lstmc.compiler.plan;
