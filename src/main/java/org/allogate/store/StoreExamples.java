package org.allogate.store;

/** What the contract document shows. */
final class StoreExamples {
  static final String STORE =
      """
      {
        "id": "6f9c1b2e-4a7d-4e91-9c3a-2b8d5e0f1a23",
        "name": "Aether & Ash",
        "logo": "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04",
        "blogListed": true,
        "applicationOpen": false,
        "bonus": { "baseBonus": 0, "groupBonus": 5 },
        "locationSlUrl": "http://maps.secondlife.com/secondlife/Aether/128/64/22",
        "ownerUuid": "a1b2c3d4-e5f6-4789-9abc-def012345678",
        "ownerUsername": "aether.ash"
      }
      """;

  private StoreExamples() {}
}
