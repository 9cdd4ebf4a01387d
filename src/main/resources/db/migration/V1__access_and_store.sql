-- Ids are UUIDv7 in BINARY(16): creation order is id order. Instants are UTC.
-- Texts compare ignoring case but not accents, unless a column says otherwise.

create table tenant (
  id           binary(16)   not null primary key,
  name         varchar(128) not null,
  active       boolean      not null default true,
  default_tier varchar(16)  not null default 'standard',
  credits      bigint       not null default 100000,
  created_at   datetime(6)  not null,
  constraint tenant_default_tier check (default_tier in ('free', 'standard', 'pro', 'enterprise')),
  constraint tenant_credits check (credits >= 0)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table organization (
  id         binary(16)   not null primary key,
  tenant_id  binary(16)   not null,
  name       varchar(128) not null,
  email      varchar(254) not null,
  timezone   varchar(64)  not null default 'UTC',
  active     boolean      not null default true,
  created_at datetime(6)  not null,
  key organization_of_tenant (tenant_id, id),
  constraint organization_tenant foreign key (tenant_id) references tenant (id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table workspace (
  id              binary(16) not null primary key,
  organization_id binary(16) not null,
  environment     varchar(4) not null,
  unique key workspace_of_organization (organization_id, environment),
  constraint workspace_organization foreign key (organization_id) references organization (id),
  constraint workspace_environment check (environment in ('live', 'test'))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- organization_id null: a member of the tenant itself.
create table member (
  id              binary(16)   not null primary key,
  tenant_id       binary(16)   not null,
  organization_id binary(16)   null,
  email           varchar(254) not null,
  name            varchar(128) not null,
  role            varchar(8)   not null,
  active          boolean      not null default true,
  created_at      datetime(6)  not null,
  unique key member_email (tenant_id, email),
  key member_of_organization (organization_id, id),
  constraint member_tenant foreign key (tenant_id) references tenant (id),
  constraint member_organization foreign key (organization_id) references organization (id),
  constraint member_role check (role in ('owner', 'admin', 'viewer'))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- organization_id null: the service account behind the tenant's own keys.
-- owner makes "one per organization, one per tenant" a single unique key.
create table api_user (
  id              binary(16)   not null primary key,
  tenant_id       binary(16)   not null,
  organization_id binary(16)   null,
  owner           binary(16)   as (coalesce(organization_id, tenant_id)) persistent,
  email           varchar(254) not null,
  active          boolean      not null default true,
  created_at      datetime(6)  not null,
  unique key api_user_of_owner (owner),
  constraint api_user_tenant foreign key (tenant_id) references tenant (id),
  constraint api_user_organization foreign key (organization_id) references organization (id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- hash: SHA-256 of the whole key. scopes: names separated by a space.
-- rate_policy: '60;w=60, 1000;w=3600'; null means the tier's, and a null tier the tenant's.
create table api_key (
  id                binary(16)    not null primary key,
  tenant_id         binary(16)    not null,
  organization_id   binary(16)    null,
  api_user_id       binary(16)    not null,
  level             varchar(12)   not null,
  environment       varchar(4)    not null,
  name              varchar(128)  not null,
  hash              binary(32)    not null,
  prefix            varchar(64)   not null,
  preview           varchar(64)   not null,
  scopes            varchar(2048) not null,
  tier              varchar(16)   null,
  rate_policy       varchar(128)  null,
  expires_at        datetime(6)   null,
  created_at        datetime(6)   not null,
  revoked_at        datetime(6)   null,
  revocation_reason varchar(500)  null,
  key api_key_of_organization (organization_id, id),
  key api_key_of_tenant (tenant_id, id),
  constraint api_key_tenant foreign key (tenant_id) references tenant (id),
  constraint api_key_organization foreign key (organization_id) references organization (id),
  constraint api_key_api_user foreign key (api_user_id) references api_user (id),
  constraint api_key_level check ((level = 'organization' and organization_id is not null)
    or (level = 'tenant' and organization_id is null)),
  constraint api_key_environment check (environment in ('live', 'test')),
  constraint api_key_tier check (tier in ('free', 'standard', 'pro', 'enterprise')),
  constraint api_key_scopes check (scopes <> '')
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table store (
  id               binary(16)   not null primary key,
  workspace_id     binary(16)   not null,
  name             varchar(128) not null,
  logo             binary(16)   null,
  blog_listed      boolean      not null,
  application_open boolean      not null,
  base_bonus       int          not null,
  group_bonus      int          not null,
  location_sl_url  varchar(255) not null,
  owner_uuid       binary(16)   not null,
  owner_username   varchar(64)  not null,
  unique key store_of_workspace (workspace_id),
  constraint store_workspace foreign key (workspace_id) references workspace (id),
  constraint store_bonus check (base_bonus between 0 and 100 and group_bonus between 0 and 100)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table loyalty_tier (
  id            binary(16)  not null primary key,
  workspace_id  binary(16)  not null,
  name          varchar(64) not null,
  minimum_spend bigint      not null,
  discount      int         not null,
  key loyalty_tier_by_spend (workspace_id, minimum_spend, id),
  constraint loyalty_tier_workspace foreign key (workspace_id) references workspace (id),
  constraint loyalty_tier_figures check (minimum_spend >= 0 and discount between 0 and 100)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- A product has at most one discount, so it lives in the product's row: all of its columns or none.
create table product (
  id               binary(16)    not null primary key,
  workspace_id     binary(16)    not null,
  name             varchar(128)  not null,
  price            int           not null,
  image            binary(16)    null,
  bloggable        boolean       not null,
  active           boolean       not null,
  listed           boolean       not null,
  block_credits    boolean       not null,
  item             varchar(128)  not null,
  limited          boolean       not null,
  available_amount int           not null,
  may_copy         boolean       not null,
  may_modify       boolean       not null,
  may_transfer     boolean       not null,
  discount_value   int           null,
  discount_type    tinyint       null,
  discount_start   datetime(6)   null,
  discount_end     datetime(6)   null,
  description      varchar(4000) null,
  demo_id          binary(16)    null,
  mp_listing       int           null,
  key product_by_activity (workspace_id, active, id),
  key product_by_listing (workspace_id, active, listed, id),
  key product_by_bloggable (workspace_id, active, bloggable, id),
  key product_by_both (workspace_id, active, listed, bloggable, id),
  constraint product_workspace foreign key (workspace_id) references workspace (id),
  constraint product_price check (price between 0 and 1000000000),
  constraint product_available_amount check (available_amount >= 0),
  constraint product_discount check (
    (discount_value is null and discount_type is null and discount_start is null and discount_end is null)
    or (discount_value >= 0 and discount_type in (0, 1, 2) and discount_start < discount_end
      and (discount_type <> 0 or discount_value <= 100)))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table profit_share (
  product_id binary(16) not null,
  position   int        not null,
  user_uuid  binary(16) not null,
  percent    int        not null,
  primary key (product_id, position),
  unique key profit_share_of_user (product_id, user_uuid),
  constraint profit_share_product foreign key (product_id) references product (id) on delete cascade,
  constraint profit_share_percent check (percent between 1 and 100)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table category (
  id           binary(16)  not null primary key,
  workspace_id binary(16)  not null,
  name         varchar(64) not null,
  unique key category_name (workspace_id, name),
  key category_of_workspace (workspace_id, id),
  constraint category_workspace foreign key (workspace_id) references workspace (id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table product_category (
  category_id binary(16) not null,
  product_id  binary(16) not null,
  primary key (category_id, product_id),
  key category_of_product (product_id, category_id),
  constraint product_category_category foreign key (category_id) references category (id) on delete cascade,
  constraint product_category_product foreign key (product_id) references product (id) on delete cascade
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;
