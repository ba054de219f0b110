package io.lstmc.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Where the packages of a project's dependencies are. A module of the same build may have no jar and no classes yet, as
 * in {@code mvn generate-sources}: then its sources are where its own execution of the goal has put them.
 */
final class Dependencies {

    /** Below the build directory of a project: what the goal adds to its jar. */
    static final String PACKED = "generated-resources/lstm";

    private final MavenSession session;
    private final MavenProject project;
    private final RepositorySystem repositories;

    Dependencies(MavenSession session, MavenProject project, RepositorySystem repositories) {
        this.session = session;
        this.project = project;
        this.repositories = repositories;
    }

    List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (Artifact artifact : project.getArtifacts()) {
            Path place = ofModule(artifact);
            if (place == null) {
                place = artifact.getFile() == null ? resolve(artifact) : artifact.getFile().toPath();
            }
            // What cannot be found is missed by an import, or by the compiler of Java.
            if (place != null && Files.exists(place) && !places.contains(place)) {
                places.add(place);
            }
        }
        return places;
    }

    private Path ofModule(Artifact artifact) {
        for (MavenProject module : session.getProjects()) {
            if (module.getGroupId().equals(artifact.getGroupId())
                    && module.getArtifactId().equals(artifact.getArtifactId())
                    && module.getVersion().equals(artifact.getBaseVersion())) {
                Path packed = Path.of(module.getBuild().getDirectory()).resolve(PACKED);
                return Files.isDirectory(packed) ? packed : null;
            }
        }
        return null;
    }

    private Path resolve(Artifact artifact) {
        ArtifactRequest request = new ArtifactRequest(
                RepositoryUtils.toArtifact(artifact), project.getRemoteProjectRepositories(), null);
        try {
            File file = repositories
                    .resolveArtifact(session.getRepositorySession(), request)
                    .getArtifact()
                    .getFile();
            return file == null ? null : file.toPath();
        } catch (ArtifactResolutionException e) {
            return null;
        }
    }
}
