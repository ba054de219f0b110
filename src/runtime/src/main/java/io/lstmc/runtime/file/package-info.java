/**
 * Weight files in the format safetensors: written whole or not at all, and read with distrust. An application names
 * {@link io.lstmc.runtime.file.WeightFileException} alone; the rest is public for the models and their training states.
 */
package io.lstmc.runtime.file;
