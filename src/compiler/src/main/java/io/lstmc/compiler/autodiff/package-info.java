/**
 * Reverse mode on graphs: {@link io.lstmc.compiler.autodiff.VjpRules} is the table of derivatives, {@link
 * io.lstmc.compiler.autodiff.Adjoints} the traversal and {@link io.lstmc.compiler.autodiff.ScanAdjoint} the rule of the
 * recurrence.
 */
package io.lstmc.compiler.autodiff;
