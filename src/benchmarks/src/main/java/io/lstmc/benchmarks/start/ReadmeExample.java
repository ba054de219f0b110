package io.lstmc.benchmarks.start;

import io.lstmc.benchmarks.measure.Child;
import io.lstmc.benchmarks.model.ExampleProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times the whole program that the README shows, with each choice of kernels. */
public final class ReadmeExample {

    private ReadmeExample() {}

    /**
     * Medians of so many rounds, by the choice of kernels.
     *
     * @param directory that {@link ExampleProgram#write} wrote to; the program's weights go there too
     */
    public static Map<String, WholePrograms.Time> run(
            Path directory, List<String> kernels, Cores cores, int rounds, List<String> jvmArguments)
            throws IOException {
        Map<String, ProcessBuilder> programs = new LinkedHashMap<>();
        for (String choice : kernels) {
            List<String> command = new ArrayList<>(List.of(Child.JAVA));
            command.addAll(jvmArguments);
            command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dlstmc.kernels=" + choice));
            command.addAll(List.of("-classpath", directory + File.pathSeparator + ColdStart.runtime()));
            command.addAll(List.of(
                    ExampleProgram.MAIN,
                    directory.resolve("weights.safetensors").toString()));
            programs.put(choice, new ProcessBuilder(cores.bind(command)));
        }
        return WholePrograms.run(programs, rounds);
    }
}
