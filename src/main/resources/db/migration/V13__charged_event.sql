-- What a write costs and what it tells, in one row of its transaction: one statement instead of two. Whoever comes
-- first, the node's flush or somebody's fan-out, takes it apart: the event is moved to the outbox, the charge to the
-- books or to credit_charge. Nothing of it is there for longer than a node lives and half a second. Columns as those
-- of credit_charge and outbox; without foreign keys as they are.
create table if not exists charged_event (
  node_id         binary(16)  not null,
  sequence        bigint      not null,
  tenant_id       binary(16)  not null,
  units           int         not null,
  id              binary(16)  not null,
  organization_id binary(16)  null,
  environment     varchar(4)  not null,
  type            varchar(40) not null,
  payload         blob        not null,
  occurred_at     datetime(6) not null,
  trace_parent    char(55)     character set ascii collate ascii_bin null,
  trace_state     varchar(512) character set ascii collate ascii_bin null,
  primary key (node_id, sequence),
  key charged_event_of_tenant (tenant_id, node_id),
  constraint charged_event_payload check (length(payload) <= 20000)
) default charset utf8mb4 collate utf8mb4_bin;
