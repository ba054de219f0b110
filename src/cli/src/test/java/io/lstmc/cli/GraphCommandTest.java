package io.lstmc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {

    @TempDir
    Path folder;

    private static Session graph(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "graph";
        arguments[1] = "-";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Session.withInput(Session.GOOD.getBytes(StandardCharsets.UTF_8), arguments);
    }

    @Test
    void printsTheLastStageOfTraining() {
        Session session = graph();
        assertEquals(0, session.exitCode(), session.err());
        List<String> stages = graph("--list").out().lines().toList();
        assertEquals("schedule", stages.get(stages.size() - 1));
        assertEquals(session, graph("--after", stages.get(stages.size() - 2)));
        assertTrue(session.out().contains("δa.W_f"), session.out());
    }

    @Test
    void stagesOfOneName() {
        List<String> stages = graph("--list").out().lines().toList();
        assertEquals("lower", stages.get(0));
        long simplifications =
                stages.stream().filter(s -> s.startsWith("simplify.")).count();
        assertTrue(simplifications > 1, stages.toString());
        assertEquals(graph("--after", "simplify." + simplifications), graph("--after", "simplify"));
        assertNotEquals(graph("--after", "simplify.1"), graph("--after", "simplify"));
    }

    @Test
    void forwardHasNoAdjoints() {
        Session session = graph("--body", "forward");
        assertEquals(0, session.exitCode(), session.err());
        assertTrue(!session.out().contains("δ"), session.out());
        assertTrue(!graph("--body", "forward", "--list").out().contains("autodiff"));
        assertEquals(2, graph("--body", "backward").exitCode());
    }

    @Test
    void theGraphOfTheModelIsTheSameForBothBodies() {
        Session lowered = graph("--body", "forward", "--after", "lower");
        assertEquals(graph("--after", "lower"), lowered);
        assertNotEquals(graph("--body", "forward"), lowered);
    }

    @Test
    void behindScheduleThereAreProgramsWithPorts() {
        Session training = graph("--after", "schedule");
        assertEquals(0, training.exitCode(), training.err());
        for (String expected : List.of(
                "training, ",
                "\n  in parameter a.W_f ",
                "\n  in adjoint δ",
                "\n  out adjoint δa.W_f ",
                "\n  residual ",
                " to backward\n",
                "\n  forward:\n",
                "\n  backward:\n",
                "repeat t = ")) {
            assertTrue(training.out().contains(expected), expected + training.out());
        }
        Session forward = graph("--body", "forward", "--after", "schedule");
        assertTrue(forward.out().startsWith("predictions, "), forward.out());
        assertTrue(!forward.out().contains("δ") && !forward.out().contains("residual"), forward.out());
    }

    @Test
    void unknownStage() {
        Session session = graph("--after", "simplfy");
        assertTrue(
                session.err()
                        .startsWith("lstmc: there is no stage 'simplfy'; did you mean simplify?; the stages are lower"),
                session.err());
        assertEquals(2, session.exitCode());
        assertEquals(2, graph("--after", "simplify.99").exitCode());
    }

    @Test
    void choiceOfAModel() throws IOException {
        String two = Session.file(
                folder,
                "two.lstm",
                Session.GOOD + Session.GOOD.replace("package com.example", "").replace("Echo", "Other"));
        Session several = Session.run("graph", two);
        assertEquals("lstmc: " + two + ": has several models; choose one by --model: Echo, Other\n", several.err());
        assertEquals(2, several.exitCode());
        assertEquals(0, Session.run("graph", two, "--model", "Other").exitCode());
        Session near = Session.run("graph", two, "--model", "echo");
        assertEquals("lstmc: " + two + ": has no model 'echo'; did you mean Echo?\n", near.err());
        assertEquals(2, near.exitCode());
        String none = Session.file(folder, "none.lstm", "function f(x) = x\n");
        assertEquals(
                "lstmc: " + none + ": has no model\n",
                Session.run("graph", none).err());
    }

    @Test
    void modelWithAnError() {
        String bad = Session.GOOD.replace("LSTM", "LSTN");
        Session session = Session.withInput(bad.getBytes(StandardCharsets.UTF_8), "graph", "-");
        assertEquals("", session.out());
        assertTrue(session.err().endsWith("1 error in 1 file\n"), session.err());
        assertEquals(1, session.exitCode());
    }
}
