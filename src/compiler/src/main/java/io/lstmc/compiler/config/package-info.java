/** Training settings from YAML: read by Jackson into the same settings that a train block holds. */
package io.lstmc.compiler.config;
