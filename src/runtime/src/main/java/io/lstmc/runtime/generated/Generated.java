package io.lstmc.runtime.generated;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that the compiler wrote. It is kept in the class file, so that coverage and analysis tools that know
 * the name "Generated" leave the class out, and is not visible to reflection.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {

    /** The generator's name. */
    String value();
}
