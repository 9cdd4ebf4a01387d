package org.allogate.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.allogate.vault.ProjectBody;

/** What stands in the demo's vault: the same at every start, the Downtown Tower last. */
final class DemoProjects {
  private static final String[] PLACES = {
    "Harbour", "Station", "Riverside", "Hillcrest", "Orchard", "Foundry", "Lakeside", "Old Mill"
  };
  private static final Kind[] KINDS = {
    new Kind("Tower", "commercial", "Offices above shops."),
    new Kind("Terraces", "residential", "Row houses around a shared garden."),
    new Kind("Depot", "industrial", "Sheds for rails and roads."),
    new Kind("Library", "public", "Reading rooms under one long roof."),
    new Kind("Bridge", "infrastructure", null)
  };
  private static final String[] PHASES = {"design", "permitting", "construction", "handover"};
  private static final String[] CITIES = {"Rotterdam", "Porto", "Gdansk", "Lyon", "Tampere"};
  private static final int DAYS = 400;

  private final Random random = new Random(20_260_403);
  private final Instant now;

  DemoProjects(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.DAYS);
  }

  /** All of them in the order of their making. */
  List<DemoProject> all() {
    List<DemoProject> projects = new ArrayList<>();
    int count = PLACES.length * KINDS.length;
    for (int i = 0; i < count; i++) {
      Instant made = now.minus(DAYS - (long) i * DAYS / count, ChronoUnit.DAYS);
      projects.add(project(i, made.plus(random.nextInt(24 * 3600), ChronoUnit.SECONDS)));
    }
    projects.add(downtownTower());
    return projects;
  }

  private DemoProject project(int i, Instant made) {
    Kind kind = KINDS[i % KINDS.length];
    return new DemoProject(
        new ProjectBody(
            PLACES[i / KINDS.length] + " " + kind.name(),
            kind.description(),
            kind.type(),
            random.nextInt(5) == 0 ? null : PHASES[random.nextInt(PHASES.length)],
            random.nextInt(6) == 0 ? null : CITIES[random.nextInt(CITIES.length)]),
        made,
        random.nextInt(6) == 0 ? made.plus(1, ChronoUnit.DAYS) : null);
  }

  private DemoProject downtownTower() {
    return new DemoProject(
        new ProjectBody(
            "Downtown Tower", "Mixed-use high-rise.", "commercial", "construction", "Rotterdam"),
        now,
        null);
  }

  /**
   * What is built.
   *
   * @param description or null
   */
  private record Kind(String name, String type, String description) {}

  /**
   * A project to be.
   *
   * @param archived when it was archived, or null
   */
  record DemoProject(ProjectBody body, Instant made, Instant archived) {}
}
