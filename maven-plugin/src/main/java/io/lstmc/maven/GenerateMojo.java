package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.files.ClassOwners;
import io.lstmc.files.UnusableFileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;

/**
 * Compiles {@code .lstm} files to Java and adds the result to the project's sources.
 *
 * <p>Every error of every file is reported; while there is one, nothing is written. A file whose text did not change is
 * not rewritten, and a class that an execution generated and no longer would is removed.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        // Collected, not resolved: other modules of the build need not have been built.
        requiresDependencyCollection = ResolutionScope.COMPILE,
        threadSafe = true)
public final class GenerateMojo extends AbstractMojo {

    /** Where the {@code .lstm} files are. */
    @Parameter(defaultValue = "${project.basedir}/" + GenerationRequest.DEFAULT_SOURCES)
    private File sourceDirectory;

    /**
     * Where YAML files with training settings are: {@code sales/forecast.yaml} replaces settings of
     * {@code sales/forecast.lstm}. The source directory unless given.
     */
    @Parameter
    private File trainDirectory;

    /** Where the Java files go; it becomes a source root of the project. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/lstm")
    private File outputDirectory;

    /** Which files of the source directory are models; {@code **}{@code /*.lstm} unless given. */
    @Parameter
    private List<String> includes;

    /** Which of them are left out. */
    @Parameter
    private List<String> excludes;

    /**
     * Whether the {@code .lstm} files become a part of the project's jar, in {@code META-INF/lstm}, so that projects which
     * depend on it can import their packages.
     */
    @Parameter(property = "lstm.pack", defaultValue = "true")
    private boolean pack;

    /** Does nothing at all where true. */
    @Parameter(property = "lstm.skip", defaultValue = "false")
    private boolean skip;

    /** How loops over time are emitted where the model does not say: automatic, full, none or a number of steps. */
    @Parameter(property = "lstm.unroll", defaultValue = "automatic")
    private String unroll;

    /** The element type where the model does not say: float or double. */
    @Parameter(property = "lstm.precision", defaultValue = "float")
    private String precision;

    /** Whether to write, for each model, what was decided for it and why: products, buffers and methods. */
    @Parameter(property = "lstm.report", defaultValue = "false")
    private boolean report;

    /** Where the reports go, as {@code com.example.Forecast.report.txt}. */
    @Parameter(defaultValue = "${project.build.directory}/lstm-reports")
    private File reportDirectory;

    /**
     * The encoding that javac reads. With any other than UTF-8, also if there is none, the classes are plain ASCII: names
     * are spelled out, such as {@code delta_c} for {@code δc}.
     */
    @Parameter(property = "encoding", defaultValue = "${project.build.sourceEncoding}")
    private String encoding;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${project.build.directory}/lstm-maven-plugin", readonly = true, required = true)
    private File stateDirectory;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    private final Editor editor;
    private final RepositorySystem repositories;

    @Inject
    GenerateMojo(
            BuildContext context,
            org.sonatype.plexus.build.incremental.BuildContext formerContext,
            RepositorySystem repositories) {
        this.repositories = repositories;
        this.editor = Editor.of(context, formerContext);
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped, for lstm.skip is set");
            return;
        }
        GenerationRequest request = request();
        // Also when nothing is generated: a project may compile the output of an earlier run.
        project.addCompileSourceRoot(request.outputDirectory().toString());
        request.packedDirectory().ifPresent(this::addResources);
        GenerationOutcome outcome;
        try {
            outcome = new ModelGeneration(LstmCompiler::compile, owners()).run(request);
        } catch (IOException | UnusableFileException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        editor.show(request, outcome);
        report(request, outcome);
        if (report) {
            writeReports(request);
        }
    }

    private void addResources(Path directory) {
        boolean known = project.getResources().stream()
                .anyMatch(r -> r.getDirectory() != null && Path.of(r.getDirectory()).equals(directory));
        if (!known) {
            Resource resource = new Resource();
            resource.setDirectory(directory.toString());
            project.addResource(resource);
        }
    }

    private void writeReports(GenerationRequest request) throws MojoExecutionException {
        try {
            for (Path file :
                    new Reports(reportDirectory.toPath().toAbsolutePath().normalize()).write(request)) {
                getLog().info("Wrote " + request.nameOf(file));
            }
        } catch (IOException | UnusableFileException e) {
            throw new MojoExecutionException("cannot write to " + reportDirectory + ": " + e, e);
        }
    }

    /** The classes of this project that executions have made in this build. */
    private ClassOwners owners() {
        // Maven keeps this table for the plugin and the project as long as the build lasts.
        @SuppressWarnings("unchecked")
        Map<String, Object> context = getPluginContext();
        return (ClassOwners) context.computeIfAbsent(ClassOwners.class.getName(), key -> new ClassOwners());
    }

    private void report(GenerationRequest request, GenerationOutcome outcome) throws MojoFailureException {
        for (Finding finding : outcome.findings()) {
            String text = finding.text(request.baseDirectory());
            switch (finding.severity()) {
                case ERROR -> getLog().error(text);
                case WARNING -> getLog().warn(text);
            }
        }
        if (outcome.errors() > 0) {
            throw new MojoFailureException(outcome.summary());
        }
        getLog().info(outcome.summary());
    }

    private GenerationRequest request() throws MojoFailureException {
        Path sources = sourceDirectory.toPath().toAbsolutePath().normalize();
        try {
            return new GenerationRequest(
                    project.getBasedir().toPath().toAbsolutePath().normalize(),
                    sources,
                    trainDirectory == null
                            ? sources
                            : trainDirectory.toPath().toAbsolutePath().normalize(),
                    outputDirectory.toPath().toAbsolutePath().normalize(),
                    stateDirectory.toPath().toAbsolutePath().normalize(),
                    execution.getExecutionId(),
                    executions(),
                    includes == null || includes.isEmpty() ? List.of("**/*.lstm") : includes,
                    excludes == null ? List.of() : excludes,
                    CompileOptions.DEFAULT.with(Choices.unroll(unroll)).with(Choices.precision(precision)),
                    JavaEncoding.of(encoding),
                    toolchain(),
                    new Dependencies(session, project, repositories)::places,
                    pack ? Optional.of(packedDirectory()) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(e.getMessage(), e);
        }
    }

    private Path packedDirectory() {
        return Path.of(project.getBuild().getDirectory())
                .resolve(Dependencies.PACKED)
                .toAbsolutePath()
                .normalize();
    }

    /** The ids of the executions in the POM, also of managed ones, which a command can name. */
    private Set<String> executions() {
        Stream<Plugin> managed = project.getPluginManagement() == null
                ? Stream.empty()
                : project.getPluginManagement().getPlugins().stream();
        return Stream.concat(project.getBuildPlugins().stream(), managed)
                .filter(candidate -> candidate.getKey().equals(plugin.getPluginLookupKey()))
                .flatMap(self -> self.getExecutions().stream())
                .map(PluginExecution::getId)
                .collect(Collectors.toSet());
    }

    /** The jars of the plugin and of the compiler: when one of them changes, so may the output. */
    private List<Path> toolchain() {
        return Stream.concat(Stream.of(plugin.getPluginArtifact()), plugin.getArtifacts().stream())
                .map(Artifact::getFile)
                .filter(file -> file != null)
                .map(File::toPath)
                .distinct()
                .toList();
    }
}
