package org.allogate.demo;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import org.allogate.categories.Category;
import org.allogate.coupons.Coupon;
import org.allogate.coupons.CouponBody;
import org.allogate.credits.Credits;
import org.allogate.customers.Customer;
import org.allogate.customers.CustomerPatchBody;
import org.allogate.demo.DemoCustomers.DemoCard;
import org.allogate.demo.DemoCustomers.DemoCustomer;
import org.allogate.demo.DemoProjects.DemoProject;
import org.allogate.giftcards.GiftCard;
import org.allogate.giftcards.NewGiftCardBody;
import org.allogate.input.Ids;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyTerms;
import org.allogate.loyalty.LoyaltyTier;
import org.allogate.people.Member;
import org.allogate.people.Passwords;
import org.allogate.people.Role;
import org.allogate.products.Product;
import org.allogate.products.ProductBody;
import org.allogate.ratelimit.Policy;
import org.allogate.retry.FirstStart;
import org.allogate.store.Bonus;
import org.allogate.store.Store;
import org.allogate.store.StoreBody;
import org.allogate.storecredit.CreditLedger;
import org.allogate.storecredit.CreditReason;
import org.allogate.surface.Environment;
import org.allogate.tenancy.Actor;
import org.allogate.tenancy.ApiUser;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Tenant;
import org.allogate.tenancy.Workspace;
import org.allogate.vault.Project;
import org.eclipse.microprofile.config.Config;

/** Fills an empty database with the store of the quickstart, where the setting asks for it. */
@Startup
@Singleton
@DependsOn("Migration")
@TransactionManagement(TransactionManagementType.BEAN)
public class DemoData {
  private static final Logger LOG = Logger.getLogger(DemoData.class.getName());
  private static final UUID TENANT = UUID.fromString("c7a1e9c2-9c1e-4e4e-bf97-a4b5e76cf9c8");
  private static final UUID STORE = UUID.fromString("6f9c1b2e-4a7d-4e91-9c3a-2b8d5e0f1a23");
  private static final long CREDITS = 100_000L + 100_000_000L;
  private static final List<Policy> HIGH_LIMIT = List.of(new Policy(1_000_000, 60));

  @PersistenceContext EntityManager em;
  @Inject FirstStart start;
  @Inject Config config;
  @Inject DemoKeys keys;
  @Inject Passwords passwords;
  @Inject CreditLedger ledger;
  @Inject Credits credits;
  @Inject Clock clock;

  private Instant now;

  @PostConstruct
  void load() {
    DemoSettings settings = DemoSettings.from(config);
    if (!settings.wanted()) {
      return;
    }
    start.inTurn(this::fillAnEmptyDatabase);
    if (em.find(Tenant.class, TENANT) == null) {
      LOG.warning("allogate.demo is on, but the database is not the demo's: no demo keys.");
      return;
    }
    keys.write(settings.keysFile(), settings.base());
    LOG.info(() -> "Demo keys are in " + settings.keysFile().toAbsolutePath());
  }

  private void fillAnEmptyDatabase() {
    now = clock.instant();
    boolean empty =
        em.createQuery("from Tenant", Tenant.class).setMaxResults(1).getResultList().isEmpty();
    if (empty) {
      LOG.info("Loading the demo data ...");
      fill();
    }
    protectOwner();
  }

  // Databases that were filled before there was a sign-in have an owner without a password.
  private void protectOwner() {
    em.createQuery(
            "from Member m where m.tenantId = :tenant and m.email = :email and m.password is null",
            Member.class)
        .setParameter("tenant", TENANT)
        .setParameter("email", DemoKeys.OWNER_EMAIL)
        .getResultList()
        .forEach(owner -> owner.protectWith(passwords.hashed(keys.ownerPassword())));
  }

  private void fill() {
    em.persist(new Tenant(TENANT, "Aether Holdings", CREDITS, now));
    credits.open(TENANT);
    UUID tenantUser = apiUser(null);
    key(DemoKey.TENANT, null, tenantUser);

    UUID aether = organization("Aether & Ash");
    UUID user = apiUser(aether);
    key(DemoKey.ORGANIZATION, aether, user);
    key(DemoKey.READ_ONLY, aether, user);
    key(DemoKey.TEST, aether, user);
    em.persist(new Member(id(), TENANT, null, DemoKeys.OWNER_EMAIL, "Aether Ash", Role.OWNER, now));

    UUID live = workspace(aether, Environment.LIVE);
    em.persist(new Store(STORE, live, store("Aether & Ash", 5)));
    loyaltyTiers(live);
    products(live, new DemoProducts(now).all());
    customers(live);
    coupons(live);
    List<DemoProject> projects = new DemoProjects(now).all();
    projects(live, user, projects);

    UUID test = workspace(aether, Environment.TEST);
    em.persist(new Store(id(), test, store("Aether & Ash (test)", 0)));
    products(test, new DemoProducts(now).all().subList(0, 12));
    projects(test, user, projects.subList(projects.size() - 5, projects.size()));

    UUID cinder = organization("Cinder Row");
    UUID cinderLive = workspace(cinder, Environment.LIVE);
    workspace(cinder, Environment.TEST);
    em.persist(new Store(id(), cinderLive, store("Cinder Row", 0)));
    products(cinderLive, new DemoProducts(now).all().subList(0, 24));
  }

  private UUID organization(String name) {
    UUID organization = id();
    em.persist(new Organization(organization, TENANT, name, DemoKeys.OWNER_EMAIL, now));
    return organization;
  }

  private UUID workspace(UUID organization, Environment environment) {
    UUID workspace = id();
    em.persist(new Workspace(workspace, organization, environment));
    return workspace;
  }

  private UUID apiUser(UUID organization) {
    UUID user = id();
    em.persist(new ApiUser(user, TENANT, organization, DemoKeys.OWNER_EMAIL, now));
    return user;
  }

  private void key(DemoKey key, UUID organization, UUID user) {
    KeyTerms terms = new KeyTerms(key.keyName(), key.scopes(), null, HIGH_LIMIT, List.of(), null);
    em.persist(
        new ApiKey(
            key.id(),
            TENANT,
            organization,
            user,
            key.environment(),
            terms,
            keys.issue(key),
            Actor.SYSTEM,
            now));
  }

  private static StoreBody store(String name, int groupBonus) {
    return new StoreBody(
        name,
        UUID.fromString("0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04"),
        true,
        false,
        new Bonus(0, groupBonus),
        "http://maps.secondlife.com/secondlife/Aether/128/64/22",
        UUID.fromString("a1b2c3d4-e5f6-4789-9abc-def012345678"),
        "aether.ash");
  }

  private void loyaltyTiers(UUID workspace) {
    em.persist(new LoyaltyTier(id(), workspace, "Bronze", 1_000, 2));
    em.persist(new LoyaltyTier(id(), workspace, "Silver", 5_000, 5));
    em.persist(new LoyaltyTier(id(), workspace, "Gold", 20_000, 10));
  }

  private void products(UUID workspace, List<ProductBody> bodies) {
    List<Category> categories =
        DemoProducts.CATEGORIES.stream().map(name -> category(workspace, name)).toList();
    for (int i = 0; i < bodies.size(); i++) {
      UUID product = id();
      em.persist(new Product(product, workspace, bodies.get(i)));
      Category category = categories.get(Math.floorMod(i - 1, categories.size()));
      em.persist((i == 0 ? categories.get(0) : category).with(product));
    }
  }

  private void customers(UUID workspace) {
    for (DemoCustomer one : new DemoCustomers(now).all()) {
      Customer customer =
          new Customer(id(), workspace, one.uuid(), one.username(), one.firstSeen());
      customer.become(new CustomerPatchBody(one.discount(), one.newsSubscriber()));
      customer.beBanned(one.banned());
      customer.paid(one.spent());
      em.persist(customer);
      ledger.set(customer, one.credit(), one.restrictedCredit(), one.firstSeen());
      if (one.card() != null) {
        card(workspace, customer, one.card());
      }
    }
  }

  private void card(UUID workspace, Customer customer, DemoCard wanted) {
    GiftCard card =
        new GiftCard(
            id(),
            workspace,
            customer.id(),
            new NewGiftCardBody(wanted.credit(), wanted.transfer(), null, wanted.expiresAt()),
            wanted.bought());
    switch (wanted.fate()) {
      case REDEEMED -> {
        card.redeem(customer.id(), wanted.bought());
        ledger.add(
            customer, wanted.credit(), 0, CreditReason.GIFT_CARD, card.id(), wanted.bought());
      }
      case DISABLED -> card.disable();
      default -> {}
    }
    em.persist(card);
  }

  private void coupons(UUID workspace) {
    List<DemoCustomer> bloggers = new DemoCustomers(now).all().subList(0, DemoCoupon.ALL.size());
    for (int i = 0; i < bloggers.size(); i++) {
      DemoCoupon wanted = DemoCoupon.ALL.get(i);
      DemoCustomer owner = bloggers.get(i);
      em.persist(
          new Coupon(
              id(),
              workspace,
              new CouponBody(
                  wanted.code(),
                  owner.uuid(),
                  owner.username(),
                  wanted.discount(),
                  wanted.ownerProfit(),
                  wanted.active())));
    }
  }

  private void projects(UUID workspace, UUID owner, List<DemoProject> all) {
    for (DemoProject wanted : all) {
      Project project = new Project(id(), workspace, owner, wanted.body(), wanted.made());
      if (wanted.archived() != null) {
        project.archive(wanted.archived());
      }
      em.persist(project);
    }
  }

  private Category category(UUID workspace, String name) {
    Category category = new Category(id(), workspace, name);
    em.persist(category);
    return category;
  }

  private static UUID id() {
    return Ids.next();
  }
}
