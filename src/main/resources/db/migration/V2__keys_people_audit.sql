-- How many keys an organization may have in force, unless its own policy says otherwise.
alter table tenant
  add max_active_keys int not null default 5,
  add constraint tenant_max_active_keys check (max_active_keys between 1 and 1000);

-- The policy of an organization's keys. Null: the tenant's limit, keys without an end, no renewal.
alter table organization
  add max_active_keys   int     null,
  add lifetime_days     int     null,
  add renew_within_days int     null,
  add revealable        boolean not null default false,
  add constraint organization_max_active_keys check (max_active_keys between 1 and 1000),
  add constraint organization_lifetime_days check (lifetime_days between 1 and 3650),
  add constraint organization_renew_within_days check (renew_within_days between 1 and 365);

-- status: what was last written down; a key past expires_at counts as expired before it is.
-- owner and held_name: one name at a time among an owner's active keys, a key in the grace period
-- of its rotation (replaced_by) having given its name to its successor.
-- full_expires_at: what expires_at was before the rotation shortened it.
-- sealed: the key under the deployment's key-encryption key, where the policy lets it be revealed;
-- reveal_once: it goes with the first look. remind_at: when its owners are next told of its end.
alter table api_key
  add status                varchar(8)    not null default 'active' after level,
  add owner                 binary(16)    as (coalesce(organization_id, tenant_id)) persistent,
  add allowed_addresses     varchar(4096) not null default '',
  add created_by_type       varchar(8)    not null default 'system',
  add created_by_id         binary(16)    null,
  add created_by_name       varchar(254)  not null default '',
  add last_used_at          datetime(6)   null,
  add last_used_address     varchar(45)   null,
  add replaced_by           binary(16)    null,
  add replaced_at           datetime(6)   null,
  add full_expires_at       datetime(6)   null,
  add uses_since_replaced   bigint        not null default 0,
  add renewed               boolean       not null default false,
  add sealed                varbinary(512) null,
  add reveal_once           boolean       not null default false,
  add remind_at             datetime(6)   null;

update api_key set status = 'revoked' where revoked_at is not null;
update api_key set remind_at = expires_at - interval 30 day where status = 'active';

-- Names that were given twice while nothing forbade it keep their first bearer.
update api_key k
  join api_key first
    on first.status = 'active' and first.name = k.name and first.owner = k.owner and first.id < k.id
  set k.name = concat(left(k.name, 90), ' ', lower(hex(k.id)))
  where k.status = 'active';

alter table api_key
  add held_name varchar(128)
    as (case when status = 'active' and replaced_by is null then name end) persistent,
  add unique key api_key_held_name (owner, held_name),
  add key api_key_of_organization_by_status (organization_id, status, id),
  add key api_key_of_tenant_by_status (tenant_id, status, id),
  add key api_key_due (status, expires_at, id),
  add key api_key_to_remind (remind_at, id),
  add constraint api_key_status check (status in ('active', 'revoked', 'expired')),
  add constraint api_key_revoked check ((status = 'revoked') = (revoked_at is not null));

-- password: null until the member has chosen one. subject: who the identity provider says it is.
alter table member
  add password        varchar(255) null,
  add subject         varchar(512) null,
  add last_sign_in_at datetime(6)  null,
  add key member_by_email (email, id),
  add key member_of_tenant (tenant_id, id);

-- id: SHA-256 of the cookie's token.
create table member_session (
  id           binary(32)  not null primary key,
  member_id    binary(16)  not null,
  created_at   datetime(6) not null,
  last_seen_at datetime(6) not null,
  expires_at   datetime(6) not null,
  address      varchar(45) null,
  key session_of_member (member_id),
  key session_by_end (expires_at),
  constraint session_member foreign key (member_id) references member (id) on delete cascade
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- A link that lets a member choose a password, once. id: SHA-256 of its token.
create table member_invitation (
  id         binary(32)  not null primary key,
  member_id  binary(16)  not null,
  expires_at datetime(6) not null,
  unique key invitation_of_member (member_id),
  constraint invitation_member foreign key (member_id) references member (id) on delete cascade
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- One row, the lock under which one of several nodes makes the first owner.
create table first_start (
  id int not null primary key
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

insert into first_start values (1);

-- The end of each tenant's chain; its row is the lock under which an event is appended.
-- seal: a tag over sequence and hash under the server's secret of secret_id.
create table audit_chain (
  tenant_id binary(16)  not null primary key,
  sequence  bigint      not null,
  time      datetime(6) not null,
  hash      binary(32)  not null,
  secret_id int         not null,
  seal      binary(32)  not null
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- No foreign keys: they would take locks on the rows that the change itself is about.
-- No index begins with the id: asked for the newest few of a tenant, the database would walk back
-- through everybody's.
create table audit_event (
  id              binary(16)   not null,
  tenant_id       binary(16)   not null,
  organization_id binary(16)   null,
  sequence        bigint       not null,
  time            datetime(6)  not null,
  actor_type      varchar(8)   not null,
  actor_id        binary(16)   null,
  actor_name      varchar(254) not null,
  action          varchar(64)  collate utf8mb4_nopad_bin not null,
  target_type     varchar(16)  not null,
  target_id       binary(16)   not null,
  address         varchar(45)  null,
  request_id      varchar(128) null,
  changes         mediumtext   not null,
  previous_hash   binary(32)   not null,
  hash            binary(32)   not null,
  primary key (tenant_id, id),
  unique key audit_event_in_chain (tenant_id, sequence),
  key audit_event_of_actor (tenant_id, actor_id, id),
  key audit_event_of_action (tenant_id, action, id),
  key audit_event_of_target (tenant_id, target_id, id),
  key audit_event_of_organization (organization_id, id),
  key audit_event_of_organization_actor (organization_id, actor_id, id),
  key audit_event_of_organization_action (organization_id, action, id),
  key audit_event_of_organization_target (organization_id, target_id, id)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;
