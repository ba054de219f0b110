package io.lstmc.runtime;

import io.lstmc.runtime.file.Safetensors;
import io.lstmc.runtime.file.TensorGroup;
import io.lstmc.runtime.file.TensorHeader;
import io.lstmc.runtime.file.WeightFileException;
import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A {@link TrainingState} as a safetensors file. Counts and settings are its metadata. Parameters have their own names, and
 * what is laid out as they are has one in front: {@code optimizer/m/a.W_f}.
 */
final class StateFile {

    private static final String VERSION = "1";
    private static final String EPOCH_START = "epoch_start/";
    private static final String BEST = "best/";
    private static final String REPORTS = "run/reports";
    private static final String CARRIED = "run/carried";
    private static final String LANES = "lanes";

    /** Numbers of a report: training loss, validation loss or NaN, loss, rate, seconds. */
    private static final int REPORT = 5;

    private StateFile() {}

    /** What a file holds. */
    record Content(Storage values, TrainingProgress progress) {}

    static void write(Path file, Model model, TrainingProgress progress) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(TensorHeader.FORMAT, TensorHeader.TRAINING_STATE);
        metadata.put("version", VERSION);
        metadata.put("model", model.name());
        metadata.put("all_epochs", Long.toString(progress.epochs));
        metadata.put("all_batches", Long.toString(progress.batches));
        // Before updates, which fresh states put to 0.
        Storage[] optimizer = progress.optimizer(model);
        metadata.put("optimizer_updates", Long.toString(progress.updates));
        settings(metadata, progress.settings);
        metadata.put("complete_epochs", Integer.toString(progress.reports.size()));
        metadata.put("samples", Integer.toString(progress.samples));
        metadata.put("position", Integer.toString(progress.position));
        metadata.put("loss_sum", Double.toString(progress.lossSum));
        metadata.put("keeps_best", Boolean.toString(progress.best != null));
        if (progress.lanes != null) {
            metadata.put(LANES, Integer.toString(progress.lanes.count()));
        }
        Storage reports = reports(progress.reports);
        Safetensors.write(file, metadata, groups(model, reports, model.values(), optimizer, progress));
    }

    private static Storage reports(List<EpochReport> reports) {
        Storage numbers = new DoubleStorage(new double[reports.size() * REPORT]);
        for (int i = 0; i < reports.size(); i++) {
            EpochReport report = reports.get(i);
            int at = i * REPORT;
            numbers.set(at, report.trainingLoss());
            numbers.set(at + 1, report.validationLoss().orElse(Double.NaN));
            numbers.set(at + 2, report.loss());
            numbers.set(at + 3, report.rate());
            numbers.set(at + 4, report.seconds());
        }
        return numbers;
    }

    /** Adds the reports of numbers that {@link #reports(List)} made. */
    private static void addReports(TrainingProgress progress, Storage numbers) throws WeightFileException {
        for (int at = 0; at < numbers.size(); at += REPORT) {
            int epoch = at / REPORT + 1;
            double validation = numbers.get(at + 1);
            double loss = numbers.get(at + 2);
            if (!Double.isFinite(loss)) {
                throw new WeightFileException("the loss of epoch " + epoch + " is " + loss);
            }
            progress.reports.add(new EpochReport(
                    epoch,
                    progress.settings.epochs(),
                    numbers.get(at),
                    Double.isNaN(validation) ? OptionalDouble.empty() : OptionalDouble.of(validation),
                    loss,
                    numbers.get(at + 3),
                    loss < progress.bestLoss(),
                    numbers.get(at + 4)));
        }
    }

    private static void settings(Map<String, String> metadata, Training settings) {
        metadata.put("epochs", Integer.toString(settings.epochs()));
        metadata.put("batch", Integer.toString(settings.batch()));
        metadata.put("clip_norm", Double.toString(settings.clipNorm()));
        metadata.put("clip_value", Double.toString(settings.clipValue()));
        metadata.put("patience", Integer.toString(settings.patience()));
        metadata.put("validation", Double.toString(settings.validation()));
        metadata.put("seed", Long.toString(settings.seed()));
        metadata.put("threads", Integer.toString(settings.threads()));
        if (settings.carry()) {
            metadata.put("carry", "true");
        }
    }

    /** All tensors, those of eight bytes first, so that each number lies at a multiple of its size. */
    private static List<TensorGroup> groups(
            Model model, Storage reports, Storage values, Storage[] optimizer, TrainingProgress progress) {
        List<TensorGroup> groups = new ArrayList<>();
        if (reports.size() > 0) {
            Parameter tensor = new Parameter(REPORTS, List.of(reports.size() / REPORT, REPORT), 0);
            groups.add(new TensorGroup(List.of(tensor), reports, true, false));
        }
        groups.add(new TensorGroup(model.parameters(), values, true, true));
        List<String> names = model.optimizerStates();
        for (int i = 0; i < optimizer.length; i++) {
            // An optimizer may live with infinity, as where a gradient's square overflows.
            groups.add(new TensorGroup(named(optimizerState(names.get(i)), model), optimizer[i], true, false));
        }
        if (progress.epochStart != null) {
            groups.add(new TensorGroup(named(EPOCH_START, model), progress.epochStart, true, true));
        }
        if (progress.best != null) {
            groups.add(new TensorGroup(named(BEST, model), progress.best, true, true));
        }
        if (progress.lanes != null) {
            // A state may be infinite where the loss does not see it.
            Parameter tensor = carried(progress.lanes.count(), Lanes.size(model));
            groups.add(new TensorGroup(List.of(tensor), progress.lanes.states(), true, false));
        }
        return groups;
    }

    private static Parameter carried(int lanes, int size) {
        return new Parameter(CARRIED, List.of(lanes, size), 0);
    }

    private static String optimizerState(String name) {
        return "optimizer/" + name + "/";
    }

    private static List<Parameter> named(String prefix, Model model) {
        return model.parameters().stream()
                .map(p -> new Parameter(prefix + p.name(), p.shape(), p.offset()))
                .toList();
    }

    /** Changes nothing of the model. */
    static Content read(Path file, Model model) throws IOException {
        long most = TensorHeader.mostBytes(model.parameters())
                + TensorHeader.mostBytes(named(EPOCH_START, model))
                + TensorHeader.mostBytes(named(BEST, model));
        for (String state : model.optimizerStates()) {
            most += TensorHeader.mostBytes(named(optimizerState(state), model));
        }
        if (!model.carriedStates().isEmpty()) {
            most += TensorHeader.mostBytes(List.of(carried(1, Lanes.size(model))));
        }
        Reader reader = new Reader(model);
        Safetensors.read(file, most, reader);
        try {
            addReports(reader.progress, reader.reports);
        } catch (WeightFileException e) {
            throw new WeightFileException(file + ": " + e.getMessage());
        }
        return new Content(reader.values, reader.progress);
    }

    /** Takes the metadata of a file, and says which tensors it must have then. */
    private static final class Reader implements TensorHeader.Expected {
        private final Model model;
        private final Storage values;
        private TrainingProgress progress;
        private Storage reports;

        Reader(Model model) {
            this.model = model;
            this.values = model.values().zeros();
        }

        @Override
        public List<TensorGroup> groups(Map<String, String> metadata, long dataSize) throws WeightFileException {
            StateMetadata read = new StateMetadata(metadata);
            read.check(TensorHeader.TRAINING_STATE, VERSION);
            progress = new TrainingProgress(read.settings());
            if (progress.settings.carry() && model.carriedStates().isEmpty()) {
                throw new WeightFileException(
                        "the training carries states, and " + model.name() + " is compiled without carry");
            }
            progress.epochs = read.whole("all_epochs", Long.MAX_VALUE);
            progress.batches = read.whole("all_batches", Long.MAX_VALUE);
            // Makes fresh states, of which the count is 0.
            Storage[] optimizer = progress.optimizer(model);
            progress.updates = read.whole("optimizer_updates", Long.MAX_VALUE);
            // No more than the file has room for, before there is memory for them.
            long most = Math.min(Integer.MAX_VALUE, dataSize / Double.BYTES) / REPORT;
            int complete = (int) read.whole("complete_epochs", most);
            progress.samples = (int) read.whole("samples", Integer.MAX_VALUE);
            progress.position = (int) read.whole("position", progress.samples);
            progress.lossSum = read.finite("loss_sum");
            progress.epochStart = progress.samples > 0 ? values.zeros() : null;
            progress.best = read.truth("keeps_best") ? values.zeros() : null;
            reports = new DoubleStorage(new double[complete * REPORT]);
            if (progress.settings.carry() && read.has(LANES)) {
                long room = dataSize / Float.BYTES / Lanes.size(model);
                int lanes = (int) read.whole(LANES, Math.min(progress.settings.batch(), room));
                if (lanes < progress.settings.batch()) {
                    throw new WeightFileException(
                            "states of " + lanes + " rows are carried, but the batch has " + progress.settings.batch());
                }
                if (progress.position % lanes != 0 && progress.position < progress.samples) {
                    throw new WeightFileException("the position " + progress.position
                            + " is in the middle of a batch of " + lanes + ", whose rows go on together");
                }
                progress.lanes = new Lanes(model, lanes);
            } else if (progress.settings.carry() && progress.position > 0) {
                throw new WeightFileException("in the middle of an epoch the carried states are missing");
            }
            return StateFile.groups(model, reports, values, optimizer, progress);
        }
    }
}
