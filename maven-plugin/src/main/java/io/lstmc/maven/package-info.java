/**
 * The Maven plugin: {@link io.lstmc.maven.GenerateMojo} turns its parameters into a
 * {@link io.lstmc.maven.GenerationRequest}, and {@link io.lstmc.maven.ModelGeneration} does the work without Maven.
 */
package io.lstmc.maven;
