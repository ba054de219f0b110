package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever copies an example from the help of a command gets what it says. */
class HelpExamplesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"check", "compile", "graph"})
    void examplesWork(String command) throws IOException {
        Session.file(folder, "forecast.lstm", Session.GOOD);
        Session.file(folder, "longer.yaml", "train:\n  epochs: 7\n");
        Files.createDirectory(folder.resolve("models"));
        Session.file(folder.resolve("models"), "other.lstm", Session.GOOD.replace("Echo", "Other"));
        List<String> examples = examples(Session.run(command, "--help").out());
        assertFalse(examples.isEmpty());
        for (String example : examples) {
            Session session = run(example);
            assertEquals(0, session.exitCode(), example + "\n" + session.err());
            assertFalse(session.out().isEmpty(), example);
        }
    }

    private static List<String> examples(String help) {
        String list = help.substring(help.indexOf("Examples:\n") + "Examples:\n".length());
        // A line that does not fit is continued with a deeper indentation.
        return list.replaceAll("\n {3,}", " ")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    private Session run(String example) throws IOException {
        String pipe = "cat forecast.lstm | ";
        byte[] input = new byte[0];
        String line = example;
        if (line.startsWith(pipe)) {
            input = Session.GOOD.getBytes(StandardCharsets.UTF_8);
            line = line.substring(pipe.length());
        }
        List<String> arguments = new ArrayList<>();
        for (String word : line.split(" ")) {
            String path = word.replace("*", "other");
            boolean file = word.contains("/") || word.contains(".lstm") || word.endsWith(".yaml");
            arguments.add(file ? folder.resolve(path).toString() : word);
        }
        assertEquals("lstmc", arguments.remove(0), example);
        return Session.withInput(input, arguments.toArray(String[]::new));
    }
}
