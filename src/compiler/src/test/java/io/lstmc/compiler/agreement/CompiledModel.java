package io.lstmc.compiler.agreement;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.codegen.JavaHarness;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.tensor.Parameter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The class that a text in the language becomes, compiled in memory and used by reflection. */
public final class CompiledModel {

    private final Model model;

    private CompiledModel(Model model) {
        this.model = model;
    }

    /** Compiles a text with one model in the package {@code test}. */
    public static CompiledModel of(String text, CompileOptions options) {
        CompileResult result = LstmCompiler.compile(new SourceText("test.lstm", "package test\n" + text), options);
        if (result.hasErrors()) {
            throw new AssertionError(DiagnosticRenderer.render(result.diagnostics()));
        }
        String name = result.files().get(0).path().replace(".java", "").replace('/', '.');
        Class<?> type = JavaHarness.compile(name, result.files().get(0).text()).load(name);
        try {
            return new CompiledModel((Model) type.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public Model model() {
        return model;
    }

    /** An array of the model's precision. */
    public static Object array(boolean doubles, double[] values) {
        Object array = doubles ? new double[values.length] : new float[values.length];
        for (int i = 0; i < values.length; i++) {
            if (doubles) {
                Array.setDouble(array, i, values[i]);
            } else {
                Array.setFloat(array, i, (float) values[i]);
            }
        }
        return array;
    }

    /** An array of either precision as doubles. */
    public static double[] doubles(Object array) {
        double[] values = new double[Array.getLength(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Array.getDouble(array, i);
        }
        return values;
    }

    /** Sets the weights of one parameter. */
    public void set(String name, double[] values) {
        model.set(name, values);
    }

    public int size(String name) {
        Parameter parameter = model.parameter(name);
        return parameter.size();
    }

    /** A new object for forward and backward passes. */
    public Object newPass() {
        return call(model, "newPass");
    }

    /** Calls a public method by name and arguments. */
    public static Object call(Object target, String name, Object... arguments) {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && fits(method, arguments)) {
                try {
                    return method.invoke(target, arguments);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(name, e.getCause() == null ? e : e.getCause());
                }
            }
        }
        throw new AssertionError("no method " + name + " for " + Arrays.toString(arguments));
    }

    private static boolean fits(Method method, Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean primitive = types[i] == int.class && arguments[i] instanceof Integer
                    || types[i] == long.class && arguments[i] instanceof Long;
            if (!primitive && !types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
