-- What happened and is told, written in the transaction of what caused it. organization_id: null for
-- what is about the whole tenant. payload: the body to the byte, the same at every try. waiting: 1
-- until it is known whom it is for, null afterwards. Without foreign keys, for their locks are those
-- of rows that everybody's writes would meet at.
create table webhook_event (
  id              binary(16)  not null primary key,
  tenant_id       binary(16)  not null,
  organization_id binary(16)  null,
  environment     varchar(4)  not null,
  type            varchar(40) not null,
  payload         blob        not null,
  occurred_at     datetime(6) not null,
  waiting         tinyint     null,
  key webhook_event_waiting (waiting, id),
  constraint webhook_event_payload check (length(payload) <= 20000)
) default charset utf8mb4 collate utf8mb4_bin;

-- Where events are sent. organization_id: null for all organizations of the tenant. secret: sealed.
-- secret_before: the one before it, which signs, too, until its time is over.
create table webhook_endpoint (
  id                  binary(16)     not null primary key,
  tenant_id           binary(16)     not null,
  organization_id     binary(16)     null,
  environment         varchar(4)     not null,
  url                 varchar(2000)  not null,
  description         varchar(500)   null,
  event_types         varchar(2000)  not null,
  enabled             boolean        not null,
  disabled_reason     varchar(500)   null,
  secret              varbinary(128) not null,
  secret_before       varbinary(128) null,
  secret_before_until datetime(6)    null,
  created_at          datetime(6)    not null,
  key webhook_endpoint_of_audience (tenant_id, environment, organization_id, enabled),
  key webhook_endpoint_of_tenant (tenant_id, environment, id),
  key webhook_endpoint_of_organization (organization_id, environment, id),
  key webhook_endpoint_by_activity_of_tenant (tenant_id, environment, enabled, id),
  key webhook_endpoint_by_activity_of_organization (organization_id, environment, enabled, id),
  constraint webhook_endpoint_environment check (environment in ('live', 'test')),
  constraint webhook_endpoint_tenant foreign key (tenant_id) references tenant (id),
  constraint webhook_endpoint_organization foreign key (organization_id) references organization (id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- When to look after an endpoint next, null for never. A node that takes deliveries of an endpoint
-- moves it on, so that no other looks while there is nothing to take. failing_since: the first
-- failure after the last success.
create table webhook_lane (
  endpoint_id   binary(16)  not null primary key,
  due_at        datetime(6) null,
  failing_since datetime(6) null,
  key webhook_lane_due (due_at)
) default charset utf8mb4 collate utf8mb4_bin;

-- One event for one endpoint. tries: how often it was or is being sent. tries_left: how often it
-- will be until it is exhausted. due_at: of a pending one; while it is being sent, when to take its
-- node for dead.
create table webhook_delivery (
  id          binary(16)        not null primary key,
  endpoint_id binary(16)        not null,
  event_id    binary(16)        not null,
  type        varchar(40)       not null,
  state       varchar(9)        not null,
  tries       smallint unsigned not null,
  tries_left  tinyint unsigned  not null,
  due_at      datetime(6)       null,
  created_at  datetime(6)       not null,
  key webhook_delivery_due (endpoint_id, due_at),
  key webhook_delivery_of_endpoint (endpoint_id, id),
  key webhook_delivery_by_state (endpoint_id, state, id),
  key webhook_delivery_by_type (endpoint_id, type, id),
  key webhook_delivery_by_type_and_state (endpoint_id, type, state, id),
  constraint webhook_delivery_state check (state in ('pending', 'delivered', 'exhausted')),
  constraint webhook_delivery_due check ((state = 'pending') = (due_at is not null))
) default charset utf8mb4 collate utf8mb4_bin;

-- One try of a delivery. number: counts from 1. status: of the answer, null where there was none;
-- error: what happened instead. answer: its first 4096 bytes.
create table webhook_attempt (
  delivery_id binary(16)        not null,
  number      smallint unsigned not null,
  at          datetime(6)       not null,
  duration_ms int unsigned      not null,
  status      smallint unsigned null,
  error       varchar(200)      null,
  answer      varbinary(4096)   null,
  primary key (delivery_id, number)
) default charset utf8mb4 collate utf8mb4_bin;
