-- What happened and is to be told, until it is known whom it is for; then it is a webhook_event, or nothing where
-- nobody wants it. Without a second index, for that would be a page at whose end all writes meet; and without foreign
-- keys, whose locks are those of rows that everybody's writes would meet at. Columns as those of webhook_event.
create table if not exists outbox (
  id              binary(16)  not null primary key,
  tenant_id       binary(16)  not null,
  organization_id binary(16)  null,
  environment     varchar(4)  not null,
  type            varchar(40) not null,
  payload         blob        not null,
  occurred_at     datetime(6) not null,
  trace_parent    char(55)     character set ascii collate ascii_bin null,
  trace_state     varchar(512) character set ascii collate ascii_bin null,
  constraint outbox_payload check (length(payload) <= 20000)
) default charset utf8mb4 collate utf8mb4_bin;
-- webhook_event.waiting and its index are what older nodes go by. They are to be dropped by a later release.
