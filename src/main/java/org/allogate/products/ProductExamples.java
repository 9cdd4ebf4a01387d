package org.allogate.products;

/** What the contract document shows. */
final class ProductExamples {
  static final String PRODUCT =
      """
      {
        "id": "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37",
        "name": "Fancy hat",
        "price": 250,
        "activePrice": 225,
        "image": "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04",
        "bloggable": true,
        "active": true,
        "blockCredits": false,
        "item": "Fancy hat",
        "limited": false,
        "availableAmount": 0,
        "permissions": { "copy": true, "modify": false, "transfer": true },
        "discount": {
          "value": 10,
          "type": 0,
          "startDate": "2026-04-01T00:00:00Z",
          "endDate": "2026-05-01T00:00:00Z"
        },
        "description": "A very fancy hat.",
        "demoId": null,
        "mpListing": 4242,
        "profitShares": [
          { "userUuid": "b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e", "percent": 10 }
        ]
      }
      """;

  static final String BODY =
      """
      {
        "name": "Fancy hat",
        "price": 250,
        "image": "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04",
        "bloggable": true,
        "item": "Fancy hat",
        "permissions": { "copy": true, "transfer": true },
        "discount": {
          "value": 10,
          "type": 0,
          "startDate": "2026-04-01T00:00:00Z",
          "endDate": "2026-05-01T00:00:00Z"
        },
        "description": "A very fancy hat.",
        "mpListing": 4242,
        "profitShares": [
          { "userUuid": "b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e", "percent": 10 }
        ]
      }
      """;

  static final String PAGE =
      "{ \"data\": ["
          + PRODUCT
          + """
          ],
            "pagination": {
              "nextCursor": "AQABnUtcfS58hJpvG16NDCo3q83vASNFZ4mrze8BI0VniQ",
              "previousCursor": null,
              "limit": 10
            }
          }
          """;

  private ProductExamples() {}
}
