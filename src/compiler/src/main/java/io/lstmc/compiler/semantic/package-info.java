/**
 * Syntax tree to typed model: everything wrong about meaning is reported here and in the packages below, which are public for
 * each other only. This one puts definitions in order and has each of them checked.
 */
package io.lstmc.compiler.semantic;
