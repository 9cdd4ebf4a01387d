package org.allogate.coupons;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.customers.Resident;
import org.allogate.input.Members;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.products.Products;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which coupon counts for a customer, one for each target. */
@Path("/v1/customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "coupons")
public class AppliedCouponsResource {
  @Inject Caller caller;
  @Inject Customers customers;
  @Inject Coupons coupons;
  @Inject AppliedCoupons appliedCoupons;
  @Inject Products products;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /** Lets a coupon count for a customer. */
  @POST
  @Path("/{identifier}/actions/apply-coupon")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.COUPONS_APPLY, capability = "coupons.apply")
  @CanEndWith({ProblemType.INVALID_IDENTIFIER, ProblemType.CONFLICT})
  @Operation(
      operationId = "coupons.apply",
      summary = "Apply a coupon",
      description =
          "Lets an active coupon count for a customer, in the store as a whole or for one product,"
              + " instead of the one that counted there; 409 when it is inactive. Applying the same"
              + " again changes nothing.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponTargetBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "What counts now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AppliedCouponView.class)))
  public AppliedCouponView apply(@PathParam("identifier") String identifier, Members body) {
    Resident resident = Resident.inPath(identifier);
    CouponTargetBody target = CouponTargetBody.from(body);
    Customer customer = customers.locked(caller.workspace(), resident);
    Coupon coupon =
        coupons
            .locked(caller.workspace(), target.couponId())
            .orElseThrow(() -> ProblemException.notFound(CouponsResource.TARGET));
    requireProduct(target);
    if (!coupon.active()) {
      throw new ProblemException(ProblemType.CONFLICT, "The coupon is inactive.");
    }
    AppliedCouponView applied = target.view(customer.uuid());
    if (appliedCoupons.apply(place(customer, target), coupon.id(), clock.instant())) {
      outbox.add(EventType.COUPON_APPLIED, AppliedCouponEvent.of(applied));
    }
    return applied;
  }

  /** Lets a coupon count for a customer no more. */
  @POST
  @Path("/{identifier}/actions/revoke-coupon")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.COUPONS_APPLY, capability = "coupons.revoke")
  @CanEndWith({ProblemType.INVALID_IDENTIFIER, ProblemType.CONFLICT})
  @Operation(
      operationId = "coupons.revoke",
      summary = "Revoke a coupon",
      description =
          "Ends what applying a coupon began, be it active or not; 409 when it does not count for"
              + " this customer there.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponTargetBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "What counted until now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AppliedCouponView.class)))
  public AppliedCouponView revoke(@PathParam("identifier") String identifier, Members body) {
    Resident resident = Resident.inPath(identifier);
    CouponTargetBody target = CouponTargetBody.from(body);
    Customer customer = customers.locked(caller.workspace(), resident);
    coupons
        .byId(caller.workspace(), target.couponId())
        .orElseThrow(() -> ProblemException.notFound(CouponsResource.TARGET));
    requireProduct(target);
    appliedCoupons.revoke(place(customer, target), target.couponId());
    AppliedCouponView revoked = target.view(customer.uuid());
    outbox.add(EventType.COUPON_REVOKED, AppliedCouponEvent.of(revoked));
    return revoked;
  }

  private void requireProduct(CouponTargetBody target) {
    if (target.scope() == CouponScope.PRODUCT) {
      products.require(caller.workspace(), target.productId());
    }
  }

  private static AppliedCoupon.Key place(Customer customer, CouponTargetBody target) {
    return new AppliedCoupon.Key(customer.id(), target.target());
  }
}
