-- Answers kept for requests with an Idempotency-Key. id: SHA-256 over the caller's credential and
-- the key it sent. answer: sealed under a key that follows from the credential, null while the first
-- request still runs, which it may until leased_until.
create table idempotency (
  id           binary(32)  not null primary key,
  fingerprint  binary(32)  not null,
  claim        binary(16)  not null,
  leased_until datetime(6) null,
  expires_at   datetime(6) not null,
  answer       mediumblob  null,
  key idempotency_by_end (expires_at),
  constraint idempotency_answered check ((answer is null) = (leased_until is not null))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- How many products stand in a category, kept by who puts them there, under the category's lock.
alter table category
  add product_count int not null default 0,
  add constraint category_product_count check (product_count >= 0);

update category c set product_count =
  (select count(*) from product_category p where p.category_id = c.id);

-- For exports, which pass over products that are active and those that are not in one walk.
alter table product add key product_of_workspace (workspace_id, id);

-- A resident the workspace knows. username: null until somebody tells it.
-- spent: L$ in all. credit, restricted_credit: the end of the ledger in credit_entry.
create table customer (
  id                binary(16)  not null primary key,
  workspace_id      binary(16)  not null,
  uuid              binary(16)  not null,
  username          varchar(64) null,
  discount          int         not null default 0,
  news_subscriber   boolean     not null default false,
  banned            boolean     not null default false,
  first_seen        datetime(6) not null,
  spent             bigint      not null default 0,
  credit            bigint      not null default 0,
  restricted_credit bigint      not null default 0,
  credit_changes    bigint      not null default 0,
  unique key customer_uuid (workspace_id, uuid),
  unique key customer_username (workspace_id, username),
  key customer_of_workspace (workspace_id, id),
  key customer_by_news (workspace_id, news_subscriber, id),
  key customer_by_spend (workspace_id, spent, id),
  key customer_by_news_and_spend (workspace_id, news_subscriber, spent, id),
  constraint customer_workspace foreign key (workspace_id) references workspace (id),
  constraint customer_figures check (discount between 0 and 100 and spent >= 0
    and credit between 0 and 1000000000000 and restricted_credit between 0 and 1000000000000)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- Every change of a customer's store credit, never changed again. sequence counts from 1 without a
-- gap; amounts are what was added, credits what came out.
create table credit_entry (
  id                binary(16)  not null,
  customer_id       binary(16)  not null,
  sequence          bigint      not null,
  reason            varchar(9)  not null,
  gift_card_id      binary(16)  null,
  amount            bigint      not null,
  restricted_amount bigint      not null,
  credit            bigint      not null,
  restricted_credit bigint      not null,
  created_at        datetime(6) not null,
  primary key (customer_id, id),
  unique key credit_entry_in_ledger (customer_id, sequence),
  constraint credit_entry_customer foreign key (customer_id) references customer (id),
  constraint credit_entry_reason check (reason in ('adjusted', 'set', 'gift_card'))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table delivery (
  id           binary(16)   not null primary key,
  workspace_id binary(16)   not null,
  product_id   binary(16)   not null,
  customer_id  binary(16)   not null,
  status       varchar(9)   not null,
  took_one     boolean      not null,
  reason       varchar(500) null,
  created_at   datetime(6)  not null,
  completed_at datetime(6)  null,
  key delivery_of_workspace (workspace_id, id),
  constraint delivery_workspace foreign key (workspace_id) references workspace (id),
  constraint delivery_product foreign key (product_id) references product (id),
  constraint delivery_customer foreign key (customer_id) references customer (id),
  constraint delivery_status check (status in ('pending', 'delivered', 'failed')),
  constraint delivery_completed check ((status = 'pending') = (completed_at is null))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- owner_uuid: who shares in what is sold with it, whether or not the workspace knows them.
create table coupon (
  id             binary(16)  not null primary key,
  workspace_id   binary(16)  not null,
  code           varchar(40) not null,
  owner_uuid     binary(16)  not null,
  owner_username varchar(64) not null,
  discount       int         not null,
  owner_profit   int         not null,
  active         boolean     not null,
  unique key coupon_code (workspace_id, code),
  key coupon_of_workspace (workspace_id, id),
  key coupon_by_activity (workspace_id, active, id),
  key coupon_of_owner (workspace_id, owner_uuid, id),
  key coupon_of_username (workspace_id, owner_username, id),
  constraint coupon_workspace foreign key (workspace_id) references workspace (id),
  constraint coupon_percents check (discount between 0 and 100 and owner_profit between 0 and 100)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- target: the product it counts for, or sixteen zeros for the store as a whole.
create table applied_coupon (
  customer_id binary(16)  not null,
  target      binary(16)  not null,
  coupon_id   binary(16)  not null,
  applied_at  datetime(6) not null,
  primary key (customer_id, target),
  constraint applied_coupon_customer foreign key (customer_id) references customer (id),
  constraint applied_coupon_coupon foreign key (coupon_id) references coupon (id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

create table gift_card (
  id           binary(16)  not null primary key,
  workspace_id binary(16)  not null,
  customer_id  binary(16)  not null,
  credit       int         not null,
  active       boolean     not null,
  redeemed     boolean     not null,
  transfer     boolean     not null,
  texture      binary(16)  null,
  purchased    datetime(6) not null,
  expires_at   datetime(6) null,
  key gift_card_of_customer (customer_id, id),
  key gift_card_by_activity (customer_id, active, id),
  key gift_card_by_redemption (customer_id, redeemed, id),
  key gift_card_by_both (customer_id, active, redeemed, id),
  constraint gift_card_workspace foreign key (workspace_id) references workspace (id),
  constraint gift_card_customer foreign key (customer_id) references customer (id),
  constraint gift_card_credit check (credit >= 1)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- An import of products in the making, or done. request: the id of its Idempotency-Key, null when it
-- came without one and cannot be taken up again.
create table product_import (
  id           binary(16)  not null primary key,
  workspace_id binary(16)  not null,
  request      binary(32)  null,
  claim        binary(16)  not null,
  leased_until datetime(6) null,
  line_count   int         not null default 0,
  created      int         not null default 0,
  updated      int         not null default 0,
  refused      int         not null default 0,
  status       varchar(8)  not null,
  created_at   datetime(6) not null,
  completed_at datetime(6) null,
  expires_at   datetime(6) not null,
  unique key product_import_of_request (request),
  key product_import_of_workspace (workspace_id, id),
  key product_import_by_end (expires_at),
  constraint product_import_workspace foreign key (workspace_id) references workspace (id),
  constraint product_import_status check (status in ('running', 'done'))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- Some lines of an import that were done in one transaction. hash: SHA-256 of them as they were sent;
-- results: one line of JSON for each.
create table product_import_batch (
  import_id  binary(16) not null,
  first_line int        not null,
  line_count int        not null,
  hash       binary(32) not null,
  results    mediumtext not null,
  primary key (import_id, first_line),
  constraint product_import_batch_import foreign key (import_id) references product_import (id)
    on delete cascade
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;
