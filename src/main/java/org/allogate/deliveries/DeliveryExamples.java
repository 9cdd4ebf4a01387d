package org.allogate.deliveries;

/** What the contract document shows. */
final class DeliveryExamples {
  static final String DELIVERY =
      """
      {
        "id": "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a50",
        "productId": "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37",
        "recipientUuid": "b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e",
        "recipientUsername": "ember.vale",
        "status": "pending",
        "reason": null,
        "createdAt": "2026-04-01T00:00:00Z",
        "completedAt": null
      }
      """;

  private DeliveryExamples() {}
}
