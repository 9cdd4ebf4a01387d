package org.allogate.categories;

/** What the contract document shows. */
final class CategoryExamples {
  static final String CATEGORY =
      """
      {
        "id": "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a40",
        "name": "Hats",
        "productCount": 12
      }
      """;

  static final String PAGE =
      "{ \"data\": ["
          + CATEGORY
          + """
          ],
            "pagination": {
              "nextCursor": null,
              "previousCursor": null,
              "limit": 100
            }
          }
          """;

  private CategoryExamples() {}
}
