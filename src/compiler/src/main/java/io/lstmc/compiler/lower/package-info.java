/** From typed definitions to tensor graphs: cells become scans, functions are inlined, sizes become numbers. */
package io.lstmc.compiler.lower;
