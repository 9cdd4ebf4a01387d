-- owner_id: the service account behind the key that made it.
create table project (
  id            binary(16)    not null primary key,
  workspace_id  binary(16)    not null,
  owner_id      binary(16)    not null,
  name          varchar(255)  not null,
  description   varchar(4000) null,
  project_type  varchar(64)   null,
  project_phase varchar(64)   null,
  location      varchar(255)  null,
  status        varchar(8)    not null,
  created_at    datetime(6)   not null,
  updated_at    datetime(6)   not null,
  key project_of_workspace (workspace_id, id),
  key project_by_status (workspace_id, status, id),
  constraint project_workspace foreign key (workspace_id) references workspace (id),
  constraint project_owner foreign key (owner_id) references api_user (id),
  constraint project_status check (status in ('active', 'archived'))
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;
