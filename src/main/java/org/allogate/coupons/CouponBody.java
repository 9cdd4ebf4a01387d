package org.allogate.coupons;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.allogate.customers.Resident;
import org.allogate.input.Characters;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A coupon as a client describes it: the coupon without its id.
 *
 * @param discount percent, 0 to 100
 * @param ownerProfit percent, 0 to 100
 */
@Schema(description = "A coupon without its id.")
public record CouponBody(
    @Schema(
            description =
                "3 to 40 characters that can be seen, no blanks between them; unique ignoring case.",
            minLength = MIN_CODE,
            maxLength = MAX_CODE,
            examples = "SPRING-26",
            required = true)
        String code,
    @Schema(required = true) UUID ownerUuid,
    @Schema(
            description = "When absent, that of the customer whom `ownerUuid` names.",
            nullable = true,
            maxLength = Resident.MAX_USERNAME,
            examples = "aether.ash")
        String ownerUsername,
    @Schema(minimum = "0", maximum = "100", required = true) int discount,
    @Schema(minimum = "0", maximum = "100", defaultValue = "0") int ownerProfit,
    @Schema(defaultValue = "true") boolean active) {
  private static final int MIN_CODE = 3;
  private static final int MAX_CODE = 40;
  private static final String USERNAME = "ownerUsername";

  /**
   * The coupon in a body.
   *
   * @param known the username of a resident, where the workspace knows it
   */
  static CouponBody from(Members body, Function<UUID, Optional<String>> known) {
    UUID owner = body.uuid("ownerUuid");
    CouponBody coupon =
        new CouponBody(
            code(body),
            owner,
            username(body, () -> known.apply(owner)),
            body.percent("discount"),
            body.percent("ownerProfit", 0),
            body.flag("active", true));
    body.check();
    return coupon;
  }

  private static String code(Members body) {
    String code = body.trimmed("code", MIN_CODE, MAX_CODE);
    if (!Characters.areVisible(code)) {
      body.refuse("code", "must not contain blanks or characters that cannot be seen");
    }
    return code;
  }

  private static String username(Members body, Supplier<Optional<String>> known) {
    boolean given = body.mentions(USERNAME) && !body.isNull(USERNAME);
    Optional<String> username =
        given
            ? body.value(USERNAME, "must be a username like aether.ash", Resident::username)
            : known.get();
    if (!given && username.isEmpty()) {
      body.refuse(USERNAME, "is required, unless the owner is a customer with a username");
    }
    return username.orElse("");
  }
}
