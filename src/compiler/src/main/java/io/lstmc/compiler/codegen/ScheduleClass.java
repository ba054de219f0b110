package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.codegen.method.EmittedGraph;
import io.lstmc.compiler.codegen.method.GraphEmitter;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The nested class of the schedule's factor, always in double, and the hook that calls it. */
final class ScheduleClass {

    private final ClassScope scope;
    private final ScheduledProgram program;
    private final ClassName name;

    ScheduleClass(ClassScope scope, ScheduledProgram program) {
        this.scope = scope;
        this.program = program;
        this.name = scope.nested("Schedule");
    }

    /** The runtime counts epochs from 1, the language from 0. */
    MethodSpec rate() {
        return TrainingHooks.override("rate")
                .addParameter(TypeName.INT, "epoch")
                .addParameter(TypeName.INT, "epochs")
                .returns(TypeName.DOUBLE)
                .addStatement("$T schedule = new $T(epoch - 1, epochs)", name, name)
                .addStatement("schedule.evaluate()")
                .addStatement("return schedule.result[0]")
                .build();
    }

    TypeSpec type() {
        Map<String, String> scalars = Map.of("epoch", "epoch", "epochs", "epochs");
        EmittedGraph emitted = GraphEmitter.emit(
                Requests.single(scope, program, "evaluate", Map.of("result", "result"), scalars, scope.identifiers()));
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The factor of the learning rate in an epoch, counted from 0.\n")
                .addField(TypeName.DOUBLE, "epoch", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.DOUBLE, "epochs", Modifier.PRIVATE, Modifier.FINAL)
                .addField(FieldSpec.builder(
                                new Elements(Precision.DOUBLE).array(), "result", Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new double[1]")
                        .build());
        for (FieldSpec field : emitted.fields()) {
            type.addField(field);
        }
        type.addMethod(MethodSpec.constructorBuilder()
                .addParameter(TypeName.DOUBLE, "epoch")
                .addParameter(TypeName.DOUBLE, "epochs")
                .addStatement("this.epoch = epoch")
                .addStatement("this.epochs = epochs")
                .build());
        for (MethodSpec method : emitted.methods()) {
            type.addMethod(method);
        }
        return type.build();
    }
}
