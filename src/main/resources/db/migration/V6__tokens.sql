-- The keys that sign access tokens. public_key: X.509 SubjectPublicKeyInfo; sealed: PKCS #8 under the
-- deployment's key-encryption key. A key is published from created_at on, signs in its own time, and
-- goes when the last token it signed has ended.
create table signing_key (
  id              binary(16)     not null primary key,
  public_key      varbinary(128) not null,
  sealed          varbinary(512) not null,
  created_at      datetime(6)    not null,
  signs_from      datetime(6)    not null,
  signs_until     datetime(6)    not null,
  published_until datetime(6)    not null,
  key signing_key_by_end (published_until),
  constraint signing_key_life check (signs_from < signs_until and signs_until <= published_until)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

-- One row, the lock under which one of several nodes makes the next signing key.
create table signing_key_rotation (
  id int not null primary key
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;

insert into signing_key_rotation values (1);

-- Tokens that ended before their time, by their jti, until it has come.
create table revoked_token (
  id         binary(16)  not null primary key,
  expires_at datetime(6) not null,
  key revoked_token_by_end (expires_at)
) default charset utf8mb4 collate utf8mb4_uca1400_as_ci;
