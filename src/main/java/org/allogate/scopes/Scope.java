package org.allogate.scopes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything a credential can be allowed to do; write never includes read. */
public enum Scope {
  STORE_READ("store:read"),
  STORE_WRITE("store:write"),
  PRODUCTS_READ("products:read"),
  PRODUCTS_WRITE("products:write"),
  PRODUCTS_DELIVER("products:deliver"),
  CUSTOMERS_READ("customers:read"),
  CUSTOMERS_WRITE("customers:write"),
  CREDITS_READ("credits:read"),
  CREDITS_WRITE("credits:write"),
  CATEGORIES_READ("categories:read"),
  CATEGORIES_WRITE("categories:write"),
  COUPONS_READ("coupons:read"),
  COUPONS_WRITE("coupons:write"),
  COUPONS_APPLY("coupons:apply"),
  GIFTCARDS_READ("giftcards:read"),
  GIFTCARDS_WRITE("giftcards:write"),
  VAULT_READ("vault:read"),
  VAULT_WRITE("vault:write"),
  CREDITS_BALANCE_READ("credits_balance:read"),
  KEYS_READ("keys:read"),
  KEYS_WRITE("keys:write"),
  KEYS_VERIFY("keys:verify"),
  ORGANIZATIONS_READ("organizations:read"),
  ORGANIZATIONS_WRITE("organizations:write"),
  MEMBERS_READ("members:read"),
  MEMBERS_WRITE("members:write"),
  WEBHOOKS_READ("webhooks:read"),
  WEBHOOKS_WRITE("webhooks:write"),
  USAGE_READ("usage:read"),
  AUDIT_READ("audit:read");

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  /** The name in keys, tokens and documents, for instance {@code store:read}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** Whether the scope only reads. */
  public boolean isRead() {
    return wireName.endsWith(":read");
  }

  /** The scope of a name, ignoring nothing. */
  public static Optional<Scope> byName(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findAny();
  }

  /** The name as part of identifiers, for instance {@code store_read}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
