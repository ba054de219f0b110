/**
 * Java text in plain ASCII, for compilers that read another encoding than UTF-8. Works on the finished text and knows
 * nothing of models.
 */
package io.lstmc.compiler.ascii;
