-- What keys were used for: calls of one key, capability and status that began to be answered in one
-- minute. organization_id: the key's, sixteen zeros for a key of the whole tenant. Counts that had
-- to be kept coarser have the capability *, and sixteen zeros for the key as the next step.
-- l0 to l35: calls by how long they took. l0 up to 125 microseconds, each of the next up to the
-- square root of two times as long, l35 whatever took longer than about 16 seconds.
create table usage_minute (
  tenant_id       binary(16)        not null,
  time            datetime          not null,
  key_id          binary(16)        not null,
  capability      varchar(100)      not null,
  status          smallint unsigned not null,
  organization_id binary(16)        not null,
  requests        bigint            not null,
  credits         bigint            not null,
  l0  int unsigned not null, l1  int unsigned not null, l2  int unsigned not null,
  l3  int unsigned not null, l4  int unsigned not null, l5  int unsigned not null,
  l6  int unsigned not null, l7  int unsigned not null, l8  int unsigned not null,
  l9  int unsigned not null, l10 int unsigned not null, l11 int unsigned not null,
  l12 int unsigned not null, l13 int unsigned not null, l14 int unsigned not null,
  l15 int unsigned not null, l16 int unsigned not null, l17 int unsigned not null,
  l18 int unsigned not null, l19 int unsigned not null, l20 int unsigned not null,
  l21 int unsigned not null, l22 int unsigned not null, l23 int unsigned not null,
  l24 int unsigned not null, l25 int unsigned not null, l26 int unsigned not null,
  l27 int unsigned not null, l28 int unsigned not null, l29 int unsigned not null,
  l30 int unsigned not null, l31 int unsigned not null, l32 int unsigned not null,
  l33 int unsigned not null, l34 int unsigned not null, l35 int unsigned not null,
  primary key (tenant_id, time, key_id, capability, status, organization_id),
  key usage_of_organization (organization_id, time, key_id, capability, status),
  key usage_of_key (key_id, time, capability, status),
  key usage_by_time (time)
) default charset utf8mb4 collate utf8mb4_bin;

-- The same by the hour and by the day.
create table usage_hour like usage_minute;
create table usage_day like usage_minute;

-- The last batch that each run of a node wrote, in the batch's own transaction: who does not know
-- whether a commit came through looks here, and counts nothing twice.
create table usage_writer (
  id         binary(16) not null primary key,
  batch      bigint     not null,
  written_at datetime   not null,
  key usage_writer_by_time (written_at)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;
