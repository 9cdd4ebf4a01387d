package org.allogate.vault;

/** What the contract document shows. */
final class ProjectExamples {
  static final String PROJECT =
      """
      {
        "id": "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a77",
        "name": "Downtown Tower",
        "description": "Mixed-use high-rise.",
        "project_type": "commercial",
        "status": "active",
        "created_at": "2026-04-02T10:12:34+00:00",
        "tenant_id": "c7a1e9c2-9c1e-4e4e-bf97-a4b5e76cf9c8",
        "owner_id": "1f02d9ef-2b33-4d1d-9c4a-82f06a91e3d1",
        "project_phase": "construction",
        "location": "Rotterdam",
        "updated_at": "2026-04-02T10:12:34+00:00"
      }
      """;
  static final String NEW =
      """
      { "name": "Downtown Tower", "project_type": "commercial" }
      """;

  private ProjectExamples() {}
}
