/** Syntax tree to typed model: names, shapes, order of evaluation and training settings; everything wrong is reported here. */
package io.lstmc.compiler.semantic;
