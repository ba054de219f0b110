/**
 * The {@code lstmc} command: files, colours and exit codes around the pure compiler. What was asked for goes to standard
 * output, what keeps a command from its work to standard error.
 */
package io.lstmc.cli;
