package org.allogate.products;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/** A thing a store sells. */
@Entity
@Table(name = "product")
public class Product {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String name;
  private int price;
  private UUID image;
  private boolean bloggable;
  private boolean active;
  private boolean listed;

  @Column(name = "block_credits")
  private boolean blockCredits;

  private String item;
  private boolean limited;

  @Column(name = "available_amount")
  private int availableAmount;

  @Column(name = "may_copy")
  private boolean mayCopy;

  @Column(name = "may_modify")
  private boolean mayModify;

  @Column(name = "may_transfer")
  private boolean mayTransfer;

  @Column(name = "discount_value")
  private Integer discountValue;

  @Column(name = "discount_type")
  private DiscountType discountType;

  @Column(name = "discount_start")
  private Instant discountStart;

  @Column(name = "discount_end")
  private Instant discountEnd;

  private String description;

  @Column(name = "demo_id")
  private UUID demoId;

  @Column(name = "mp_listing")
  private Integer mpListing;

  // Lists read them for all their rows at once, see Products.
  @ElementCollection
  @CollectionTable(name = "profit_share", joinColumns = @JoinColumn(name = "product_id"))
  @OrderColumn(name = "position")
  private List<ProfitShare> profitShares = new ArrayList<>();

  /** For Hibernate. */
  protected Product() {}

  /** A new product, as its body describes it. */
  public Product(UUID id, UUID workspaceId, ProductBody body) {
    this.id = id;
    this.workspaceId = workspaceId;
    take(body);
  }

  /** As its body describes it from now on; whether that is another than before. */
  boolean become(ProductBody body) {
    boolean another = !body.equals(line().product());
    take(body);
    return another;
  }

  // Private: a constructor must not call what a subclass may override.
  private void take(ProductBody body) {
    name = body.name();
    price = body.price();
    image = body.image();
    bloggable = body.bloggable();
    active = body.active();
    listed = body.listed();
    blockCredits = body.blockCredits();
    item = body.item();
    limited = body.limited();
    availableAmount = body.availableAmount();
    mayCopy = body.permissions().copy();
    mayModify = body.permissions().modify();
    mayTransfer = body.permissions().transfer();
    take(body.discount());
    description = body.description();
    demoId = body.demoId();
    mpListing = body.mpListing();
    take(body.profitShares());
  }

  // Another list, not another content of it: rows changed one by one could break their unique key.
  private void take(List<ProfitShare> shares) {
    if (!shares.equals(List.copyOf(profitShares))) {
      profitShares = new ArrayList<>(shares);
    }
  }

  private void take(Discount discount) {
    discountValue = discount == null ? null : discount.value();
    discountType = discount == null ? null : discount.type();
    discountStart = discount == null ? null : discount.startDate();
    discountEnd = discount == null ? null : discount.endDate();
  }

  UUID id() {
    return id;
  }

  /**
   * Takes a piece, if the product is limited, and says whether it is; to be asked under its lock.
   */
  boolean takeOne() {
    if (!limited) {
      return false;
    }
    if (availableAmount == 0) {
      throw new ProblemException(ProblemType.CONFLICT, "No piece of the product is left.");
    }
    availableAmount--;
    return true;
  }

  /** Puts a piece back, unless its maker says that there are as many as can be. */
  void putBackOne() {
    availableAmount = Math.min(availableAmount, Integer.MAX_VALUE - 1) + 1;
  }

  ProductView view(Instant now) {
    return view(now, profitShares);
  }

  /** With profit shares that were read for many products at once. */
  ProductView view(Instant now, List<ProfitShare> shares) {
    Discount discount = discount();
    return new ProductView(
        id,
        name,
        price,
        discount == null ? price : discount.activePrice(price, now),
        image,
        bloggable,
        active,
        blockCredits,
        item,
        limited,
        availableAmount,
        new Permissions(mayCopy, mayModify, mayTransfer),
        discount,
        description,
        demoId,
        mpListing,
        List.copyOf(shares));
  }

  /** As an export shows it. */
  ProductLine line() {
    return new ProductLine(
        id,
        new ProductBody(
            name,
            price,
            image,
            bloggable,
            active,
            listed,
            blockCredits,
            item,
            limited,
            availableAmount,
            new Permissions(mayCopy, mayModify, mayTransfer),
            discount(),
            description,
            demoId,
            mpListing,
            profitShares));
  }

  private Discount discount() {
    return discountValue == null
        ? null
        : new Discount(discountValue, discountType, discountStart, discountEnd);
  }
}
