-- What tenants pay with. credits: what is neither used nor leased to a node; a crash or a node taken
-- for dead may take it below zero. granted: opening, grants and corrections together; null until the
-- opening entry of the ledger is written. credits_told: the lowest percentage its owners were told of.
-- At every commit: sum of the tenant's ledger = credits + sum of its leases.
alter table tenant
  drop constraint tenant_credits,
  add granted      bigint  null,
  add credits_told tinyint not null default 100;

-- The ledger. hour: of usage alone, which has one row for each hour that is added to while it lasts.
-- Without a foreign key, whose lock on the tenant's row every flush would take.
create table tenant_credit_entry (
  id         binary(16)   not null primary key,
  tenant_id  binary(16)   not null,
  kind       varchar(10)  not null,
  amount     bigint       not null,
  hour       datetime     null,
  actor_type varchar(8)   not null,
  actor_id   binary(16)   null,
  actor_name varchar(254) not null,
  reason     varchar(500) not null,
  created_at datetime(6)  not null,
  unique key tenant_credit_entry_of_hour (tenant_id, hour),
  key tenant_credit_entry_of_tenant (tenant_id, id),
  key tenant_credit_entry_of_kind (tenant_id, kind, id),
  constraint tenant_credit_entry_kind check (kind in ('opening', 'grant', 'correction', 'usage')),
  constraint tenant_credit_entry_hour check ((kind = 'usage') = (hour is not null))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- The servers that run. flushed: counts their flushes, so that one whose commit was not heard of is
-- neither lost nor done twice.
create table credit_node (
  id        binary(16)  not null primary key,
  last_seen datetime(6) not null,
  flushed   bigint      not null,
  key credit_node_seen (last_seen)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- Credits that a node may use without asking.
create table credit_lease (
  node_id   binary(16) not null,
  tenant_id binary(16) not null,
  amount    bigint     not null,
  primary key (node_id, tenant_id),
  key credit_lease_of_tenant (tenant_id),
  constraint credit_lease_node foreign key (node_id) references credit_node (id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- What writes cost, in the transaction of the write; folded into the lease and the ledger every
-- second. Without foreign keys, for their locks are those of a hot row.
create table credit_charge (
  node_id   binary(16) not null,
  sequence  bigint     not null,
  tenant_id binary(16) not null,
  units     int        not null,
  primary key (node_id, sequence),
  key credit_charge_of_tenant (tenant_id, node_id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

insert into tenant_credit_entry
  (id, tenant_id, kind, amount, hour, actor_type, actor_id, actor_name, reason, created_at)
  select id, id, 'opening', credits, null, 'system', null, 'Allogate', 'Opening balance', created_at
  from tenant;

update tenant set granted = credits;
