/**
 * Rewrites of a finished {@link io.lstmc.compiler.program.Program}: which buffers share a place, and which products become one. They
 * ask only which statement reads and writes what, so they know no graph any more.
 */
package io.lstmc.compiler.rewrite;
