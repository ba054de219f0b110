package io.lstmc.compiler.codegen;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** How long methods are. */
public final class MethodSizes {

    private MethodSizes() {}

    /** Bytecodes of each method by its name and type. */
    public static Map<String, Integer> of(Collection<byte[]> classes) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (byte[] bytes : classes) {
            ClassReader reader = new ClassReader(bytes);
            ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
                @Override
                public MethodVisitor visitMethod(
                        int access, String name, String type, String signature, String[] exceptions) {
                    MethodVisitor writer = super.visitMethod(access, name, type, signature, exceptions);
                    return new MethodVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public void visitMaxs(int stack, int locals) {
                            Label end = new Label();
                            visitLabel(end);
                            sizes.put(reader.getClassName() + "." + name + type, end.getOffset());
                        }
                    };
                }
            };
            reader.accept(visitor, 0);
        }
        return sizes;
    }
}
