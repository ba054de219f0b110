package io.lstmc.maven;

import io.lstmc.compiler.diagnostic.Severity;
import java.nio.file.Path;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/** The editor that runs the build, such as Eclipse: it shows findings in the sources, and looks at what was generated. */
final class Editor {

    private final BuildContext context;
    private final boolean present;

    private Editor(BuildContext context, boolean present) {
        this.context = context;
        this.present = present;
    }

    /**
     * The editor behind the interfaces of Plexus, if there is one. Maven alone answers to them, too: it would log each
     * finding a second time, in a form of its own.
     *
     * @param former the same by the interface's former name, which older editors have
     */
    static Editor of(BuildContext context, org.sonatype.plexus.build.incremental.BuildContext former) {
        boolean alone = context instanceof DefaultBuildContext
                && former instanceof org.sonatype.plexus.build.incremental.DefaultBuildContext;
        return new Editor(context, !alone);
    }

    /** Replaces what the editor shows by the findings of a run. */
    void show(GenerationRequest request, GenerationOutcome outcome) {
        if (!present) {
            return;
        }
        for (Path source : outcome.sources()) {
            context.removeMessages(source.toFile());
        }
        for (Finding finding : outcome.findings()) {
            int severity =
                    finding.severity() == Severity.ERROR ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING;
            context.addMessage(
                    finding.file(request.baseDirectory()),
                    finding.line(),
                    finding.column(),
                    finding.message(),
                    severity,
                    null);
        }
        context.refresh(request.outputDirectory().toFile());
    }
}
