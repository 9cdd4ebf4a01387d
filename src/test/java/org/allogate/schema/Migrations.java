package org.allogate.schema;

import javax.sql.DataSource;

/** Migrates as a node that starts does. */
public final class Migrations {
  private Migrations() {}

  /** Brings a database to the schema of this version. */
  public static void run(DataSource dataSource) {
    Migration node = new Migration();
    node.dataSource = dataSource;
    node.migrate();
  }
}
