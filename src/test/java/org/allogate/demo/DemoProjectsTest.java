package org.allogate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.allogate.demo.DemoProjects.DemoProject;
import org.allogate.vault.ProjectBody;
import org.junit.jupiter.api.Test;

class DemoProjectsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final List<DemoProject> projects = new DemoProjects(NOW).all();

  @Test
  void areFortyAndTheTowerOfTheQuickstartTheNewest() {
    assertThat(projects).hasSize(41);
    assertThat(projects)
        .extracting(it -> it.body().name())
        .doesNotHaveDuplicates()
        .last()
        .isEqualTo("Downtown Tower");
    ProjectBody tower = projects.get(40).body();
    assertThat(tower.description()).isEqualTo("Mixed-use high-rise.");
    assertThat(tower.projectType()).isEqualTo("commercial");
  }

  @Test
  void wereMadeInTheirOrderAndArchivedLater() {
    assertThat(projects)
        .extracting(DemoProject::made)
        .isSorted()
        .allMatch(instant -> !instant.isAfter(NOW));
    assertThat(projects)
        .filteredOn(it -> it.archived() != null)
        .hasSizeBetween(2, 20)
        .allMatch(it -> it.archived().isAfter(it.made()));
  }

  @Test
  void areTheSameAtEveryStart() {
    assertThat(new DemoProjects(NOW).all()).isEqualTo(projects);
  }

  @Test
  void leaveSomeThingsUnsaid() {
    assertThat(projects).extracting(it -> it.body().description()).anyMatch(Objects::isNull);
    assertThat(projects).extracting(it -> it.body().projectPhase()).anyMatch(Objects::isNull);
  }
}
